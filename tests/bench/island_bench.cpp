// What a rank sends at one migration when a trial has an island on each of 1,000 or 10,000 ranks:
// messages and bytes, counted without sending any.
//
//   bench_island --benchmark_counters_tabular=true
#include <benchmark/benchmark.h>

#include "genome/cppn/cppn_space.h"
#include "island/archipelago.h"
#include "parallel/dry_run_communicator.h"

namespace moai {
namespace {

constexpr std::size_t objectives = 14;

struct Setting {
  CppnSpace space{CppnOptions{}};
  Normalisation normalisation{std::vector(objectives, 0.0), std::vector(objectives, 1.0)};
  std::vector<std::string> names = std::vector<std::string>(objectives, "f");
  RandomSource random{1, 0, 0};

  AlgorithmContext context() const { return {&space, names, &normalisation, random}; }

  /// Fitness that depends on the child and slowly rises, so that elites come from many generations.
  Evaluation evaluate(const std::vector<Child>& children, std::uint64_t generation) const {
    Evaluation evaluation;
    for (const Child& child : children) {
      RandomStream rng = random.stream(Purpose::problem, generation, child.id.index());
      std::vector<double> row(objectives);
      for (double& value : row) value = rng.uniform() + 0.01 * static_cast<double>(generation);
      evaluation.fitness.append_row(row);
    }
    return evaluation;
  }

  void advance(Algorithm& algorithm, std::uint64_t first, std::uint64_t last,
               EventLog& events) const {
    for (std::uint64_t generation = first; generation < last; ++generation) {
      auto children = algorithm.ask({generation, 0.5});
      const Evaluation evaluation = evaluate(children, generation);
      algorithm.tell({generation, 0.5}, std::move(children), evaluation, events);
    }
  }
};

void report(benchmark::State& state, const Traffic& traffic) {
  const auto times = static_cast<double>(state.iterations());
  state.counters["collectives"] = static_cast<double>(traffic.collectives) / times;
  state.counters["letters"] = static_cast<double>(traffic.letters) / times;
  state.counters["bytes"] = static_cast<double>(traffic.bytes) / times;
}

/// One migration of five elites along each edge.
void migration(benchmark::State& state, std::string_view topology) {
  const Setting setting;
  const auto ranks = static_cast<int>(state.range(0));
  IslandOptions options;
  options.count = ranks;
  options.migration.every = 1;
  while (topologies()[options.topology.type].name != topology) ++options.topology.type;
  options.topology.degree = 4;
  options.topology.redraw = false;
  DryRunCommunicator group(0, ranks);
  AlgorithmOptions move;
  std::vector<Island> islands;
  islands.push_back({0, move->make(setting.context()), {}});
  setting.advance(*islands[0].algorithm, 0, 50, islands[0].events);
  Archipelago archipelago(options, setting.random, setting.normalisation, group,
                          std::move(islands));
  std::uint64_t generation = 50;
  for (auto _ : state) archipelago.migrate({generation++, 0.5});
  report(state, group.traffic());
}

BENCHMARK_CAPTURE(migration, ring, "ring")->Arg(1000)->Arg(10000);
BENCHMARK_CAPTURE(migration, torus, "torus")->Arg(1000)->Arg(10000);
BENCHMARK_CAPTURE(migration, random4, "random")->Arg(1000)->Arg(10000);
BENCHMARK_CAPTURE(migration, hypercube, "hypercube")->Arg(1024)->Arg(8192);

}  // namespace
}  // namespace moai

BENCHMARK_MAIN();
