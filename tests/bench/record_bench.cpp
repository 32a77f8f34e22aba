// What recording costs at the setting of MOVE's paper: 100 cells, 14 objectives, 1000 generations,
// 40,000 replacements, elites of 30 nodes. Prints seconds a commit by generation (the file grows),
// of the end, and the size of the trial file. Memory is to stay flat.
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>

#include "record/trial_store.h"
#include "support/random.h"

namespace {

using namespace moai;

constexpr std::size_t cells = 100;
constexpr std::size_t objectives = 14;
constexpr std::uint64_t replacements_per_generation = 40;

TrialHeader header() {
  TrialHeader h;
  h.identity = {"bench", "paper", 0, 1, 0};
  h.config = std::string(2000, 'x');
  for (std::size_t m = 0; m < objectives; ++m)
    h.objectives.push_back({"objective-" + std::to_string(m), "larger is better"});
  h.normalisation = {std::vector<double>(objectives, 0.0), std::vector<double>(objectives, 1.0)};
  h.created = "2026-01-01T00:00:00Z";
  return h;
}

Genome genome(RandomStream& rng) {
  CppnGenome g;
  for (std::uint64_t n = 0; n < 30; ++n)
    g.nodes.push_back({n < 6 ? n : rng.bits() * 4096ull + n, static_cast<Activation>(rng.below(5)),
                       static_cast<float>(rng.normal())});
  for (int c = 0; c < 70; ++c)
    g.connections.push_back({g.nodes[rng.below(30)].id, g.nodes[3 + rng.below(27)].id,
                             static_cast<float>(rng.normal()), rng.coin(0.9)});
  return g;
}

std::vector<double> numbers(RandomStream& rng) {
  std::vector<double> values(objectives);
  for (double& value : values) value = static_cast<float>(rng.uniform());
  return values;
}

TrialRecord record(std::uint64_t first, std::uint64_t last, RandomStream& rng) {
  TrialRecord r;
  for (std::uint64_t g = first; g < last; ++g) {
    r.history.push_back({g,
                         0,
                         {100 * (g + 1), 0, 0},
                         rng.uniform() * 1e4,
                         numbers(rng),
                         numbers(rng),
                         rng.uniform(),
                         {replacements_per_generation, 20},
                         60,
                         30,
                         60,
                         {}});
    for (std::uint64_t k = 0; k < replacements_per_generation; ++k) {
      const IndividualId child(0, g, k * 2 + rng.below(2));
      const IndividualId parent(0, g - std::min<std::uint64_t>(g, rng.below(50)), rng.below(100));
      const auto cell = static_cast<std::int32_t>(rng.below(cells));
      const auto from = rng.coin(0.5) ? cell : static_cast<std::int32_t>(rng.below(cells));
      r.events.replacements.push_back({g, 0, cell, from, child, parent,
                                       IndividualId(0, g - std::min<std::uint64_t>(g, 30), 3),
                                       1 + rng.below(9), ReplacementKind::child});
      if (k % 3 != 0) r.events.births.push_back({child, parent, {}, g, 0, from});
    }
  }
  return r;
}

Image image(RandomStream& rng) {
  Image picture{33, 33, std::vector<float>(3 * 33 * 33)};
  for (float& value : picture.values) value = static_cast<float>(rng.uniform());
  return picture;
}

std::vector<IndividualPointer> elites(std::uint64_t generation, RandomStream& rng) {
  std::vector<IndividualPointer> individuals;
  for (std::uint64_t k = 0; k < cells; ++k) {
    Individual x;
    x.id = IndividualId(0, generation, k);
    x.genome = genome(rng);
    x.fitness = numbers(rng);
    individuals.push_back(std::make_shared<Individual>(std::move(x)));
  }
  return individuals;
}

// Argument: generations. A commit every 50.
void a_whole_trial(benchmark::State& state) {
  const auto generations = static_cast<std::uint64_t>(state.range(0));
  const std::string out =
      (std::filesystem::temp_directory_path() / ("moai-bench-" + std::to_string(::getpid())))
          .string();
  const TrialHeader head = header();
  double commits = 0.0, last_commit = 0.0, end = 0.0, bytes = 0.0;
  const auto seconds_of = [](auto work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  for (auto _ : state) {
    auto rng = RandomSource{1, 0, 0}.stream(Purpose::problem);
    TrialStore store(out, head.identity);
    for (std::uint64_t g = 0; g < generations; g += 50) {
      const TrialRecord part = record(g, g + 50, rng);
      Checkpoint checkpoint;
      checkpoint.generation = g + 49;
      AlgorithmState island;
      island.individuals = elites(g, rng);
      checkpoint.islands = {{island, {}}};
      last_commit = seconds_of([&] { store.commit(head, part, checkpoint); });
      commits += last_commit;
    }
    FinalRecord final;
    final.members.emplace_back();
    for (const auto& elite : elites(generations, rng)) {
      final.members[0].push_back({static_cast<std::int32_t>(final.members[0].size()), 0, elite});
      final.images.push_back(image(rng));
    }
    final.champion = final.members[0][0].individual;
    end = seconds_of([&] { store.finish(head, {}, final); });
    bytes = static_cast<double>(std::filesystem::file_size(store.trial_path()));
    std::filesystem::remove_all(out);
  }
  rusage usage;
  ::getrusage(RUSAGE_SELF, &usage);
  state.counters["s_mean_commit"] =
      commits / static_cast<double>(state.iterations()) / (static_cast<double>(generations) / 50);
  state.counters["s_last_commit"] = last_commit;
  state.counters["s_end"] = end;
  state.counters["MB_file"] = bytes / 1e6;
  state.counters["MB_resident"] = static_cast<double>(usage.ru_maxrss) / 1e3;
}
BENCHMARK(a_whole_trial)->Arg(1000)->Arg(5000)->Arg(20000)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace

BENCHMARK_MAIN();
