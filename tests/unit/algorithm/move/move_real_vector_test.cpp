// If these fail, MOVE cannot be compared with Pareto methods on test functions: it needs pictures,
// or does no better there than chance.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "algorithm/hillclimber/hillclimber_options.h"
#include "algorithm/move/move_options.h"
#include "algorithm/registry.h"
#include "problem/benchmark/benchmark_problem.h"
#include "problem/benchmark/test_functions.h"

namespace moai {
namespace {

template <class Entry>
std::size_t place_of(std::string_view name, std::span<const Entry> entries) {
  const auto is_it = [&](const Entry& entry) { return entry.name == name; };
  return static_cast<std::size_t>(std::ranges::find_if(entries, is_it) - entries.begin());
}

/// Largest distance function 1 + g of any survivor on DTLZ2: 1 on the front, where the squares of
/// the objectives sum to 1.
double farthest_from_front(std::string_view algorithm, std::uint64_t seed) {
  BenchmarkOptions benchmark;
  benchmark.function = place_of("dtlz2", test_function_choices());
  benchmark.objectives = 5;
  const std::unique_ptr<const Problem> problem =
      std::make_unique<BenchmarkProblem>(benchmark, false);
  AlgorithmContext context;
  context.space = &problem->genome_space();
  for (const ObjectiveInfo& info : problem->objectives())
    context.objective_names.push_back(info.name);
  context.normalisation = &problem->normalisation();
  context.random = RandomSource{seed, 0, 0};

  AlgorithmOptions options;
  options.choose(algorithm);
  if (options.name() == "move") {
    options.as<MoveOptions>().cells = 50;
    options.as<MoveOptions>().functions_per_cell = 3;
  } else {
    options.as<HillclimberOptions>().children = 50;
  }
  const auto search = options->make(context);
  EventLog events;
  for (std::uint64_t generation = 0; generation < 150; ++generation) {
    const Moment moment{generation, static_cast<double>(generation) / 149.0};
    auto children = search->ask(moment);
    std::vector<const Genome*> genomes;
    for (const Child& child : children) genomes.push_back(&child.genome);
    const Evaluation evaluation = problem->evaluate(genomes);
    search->tell(moment, std::move(children), evaluation, events);
  }
  double farthest = 0.0;
  for (const Member& member : search->members()) {
    double squares = 0.0;
    for (const double value : member.individual->fitness) squares += value * value;
    farthest = std::max(farthest, std::sqrt(squares));
  }
  return farthest;
}

TEST(MoveOnRealVectors, AllElitesOfDtlz2ApproachTheFront) {
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    const double move = farthest_from_front("move", seed);
    const double floor = farthest_from_front("random_search", seed);
    EXPECT_GE(move, 1.0 - 1e-12);
    EXPECT_LT(move - 1.0, 0.3 * (floor - 1.0)) << "random search: " << floor;
  }
}

}  // namespace
}  // namespace moai
