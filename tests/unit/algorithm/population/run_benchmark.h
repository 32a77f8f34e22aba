#pragma once
// Runs an algorithm on a benchmark problem, for the tests of whole runs.

#include <cmath>
#include <memory>
#include <numeric>
#include <string_view>
#include <vector>

#include "algorithm/moead/moead_options.h"
#include "algorithm/nsga2/nsga2_options.h"
#include "algorithm/nsga3/nsga3_options.h"
#include "algorithm/omni/omni_options.h"
#include "algorithm/reference/reference_points.h"
#include "algorithm/registry.h"
#include "problem/benchmark/benchmark_problem.h"
#include "problem/benchmark/test_functions.h"

namespace moai {

inline BenchmarkOptions benchmark_named(std::string_view name, std::int64_t variables = -1) {
  BenchmarkOptions options;
  const auto choices = test_function_choices();
  while (choices[options.function].name != name) ++options.function;
  options.variables = variables;
  return options;
}

struct Island {
  AlgorithmContext context;
  std::unique_ptr<Algorithm> algorithm;
  EventLog events;
};

inline Island start(const BenchmarkProblem& problem, const AlgorithmOptions& options,
                    std::uint64_t seed) {
  Island run;
  run.context.space = &problem.genome_space();
  for (const ObjectiveInfo& objective : problem.objectives())
    run.context.objective_names.push_back(objective.name);
  run.context.normalisation = &problem.normalisation();
  run.context.random = RandomSource{seed};
  run.algorithm = options->make(run.context);
  return run;
}

/// Generations `first` to `last` - 1 of `total`.
inline void advance(Island& run, const BenchmarkProblem& problem, std::uint64_t first,
                    std::uint64_t last, std::uint64_t total) {
  for (std::uint64_t generation = first; generation < last; ++generation) {
    const Moment moment{generation,
                        static_cast<double>(generation) / static_cast<double>(total - 1)};
    auto children = run.algorithm->ask(moment);
    std::vector<const Genome*> genomes;
    for (const Child& child : children) genomes.push_back(&child.genome);
    const Evaluation evaluation = problem.evaluate(genomes);
    run.algorithm->tell(moment, std::move(children), evaluation, run.events);
  }
}

/// (N,M) of who holds places.
inline Matrix fitness_of(const Algorithm& algorithm) {
  Matrix fitness;
  for (const Member& member : algorithm.members()) fitness.append_row(member.individual->fitness);
  return fitness;
}

inline std::vector<IndividualId> ids_of(const Algorithm& algorithm) {
  std::vector<IndividualId> ids;
  for (const Member& member : algorithm.members()) ids.push_back(member.individual->id);
  return ids;
}

/// Fitness where the lines through the points of a lattice meet the front of DTLZ2, the unit
/// sphere.
inline Matrix points_on_sphere(std::int64_t objectives, std::int64_t divisions) {
  Matrix points =
      simplex_lattice(static_cast<std::size_t>(objectives), static_cast<std::size_t>(divisions));
  for (std::size_t k = 0; k < points.rows(); ++k) {
    const auto row = points.row(k);
    const double length = std::sqrt(std::inner_product(row.begin(), row.end(), row.begin(), 0.0));
    for (double& value : row) value /= -length;
  }
  return points;
}

inline AlgorithmOptions algorithm_named(std::string_view name) {
  AlgorithmOptions options;
  options.choose(name);
  return options;
}

/// What the algorithms with a population have in common.
inline PopulationOptions& common_options(AlgorithmOptions& options) {
  if (options.name() == "nsga2") return options.as<Nsga2Options>().common;
  if (options.name() == "nsga3") return options.as<Nsga3Options>().common;
  return options.as<OmniOptions>().common;
}

}  // namespace moai
