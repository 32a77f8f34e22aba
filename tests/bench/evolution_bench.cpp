// Whole runs: milliseconds a generation of NSGA-II (variation, evaluation, survival) on ZDT1 and on
// DTLZ2 with 3 and 9 objectives, and how many times faster than pagmo's in the same run; and of the
// Omni-Optimizer on OmniTest. usage: bench_evolution [largest population = 10000].
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/unit/algorithm/population/run_benchmark.h"

#ifdef MOAI_WITH_PAGMO
#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/nsga2.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>
#include <pagmo/problems/dtlz.hpp>
#include <pagmo/problems/zdt.hpp>
#endif

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Median milliseconds a generation of three runs.
template <class Generations>
double per_generation(unsigned generations, Generations run) {
  double times[3];
  for (double& time : times) time = run() / generations;
  std::sort(times, times + 3);
  return times[1];
}

double ours(const moai::BenchmarkOptions& problem_options, const moai::AlgorithmOptions& options,
            unsigned generations) {
  const moai::BenchmarkProblem problem(problem_options, false);
  return per_generation(generations, [&] {
    auto island = moai::start(problem, options, 1);
    moai::advance(island, problem, 0, 1, generations + 1);
    const auto start = Clock::now();
    moai::advance(island, problem, 1, generations + 1, generations + 1);
    return milliseconds_since(start);
  });
}

#ifdef MOAI_WITH_PAGMO
double pagmos(std::string_view name, unsigned objectives, unsigned size, unsigned generations) {
  const bool is_zdt = name == "zdt1";
  const unsigned variables = is_zdt ? 30 : objectives + 9;
  const pagmo::problem problem = is_zdt
                                     ? pagmo::problem(pagmo::zdt(1, variables))
                                     : pagmo::problem(pagmo::dtlz(2, variables, objectives, 100));
  const pagmo::algorithm algorithm(pagmo::nsga2(generations, 0.9, 15.0, 1.0 / variables, 20.0, 1));
  const pagmo::population population(problem, size, 1);
  return per_generation(generations, [&] {
    const auto start = Clock::now();
    algorithm.evolve(population);
    return milliseconds_since(start);
  });
}
#endif

unsigned generations_for(unsigned size) {
  return size >= 10000 ? 2 : size >= 1000 ? 20 : 250;
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned largest = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10000;
  std::printf("%-12s %2s %10s %10s %10s %7s\n", "", "M", "population", "moai ms", "pagmo ms",
              "ratio");
  auto nsga2 = moai::algorithm_named("nsga2");
  auto omni = moai::algorithm_named("omni");
  const std::pair<const char*, unsigned> functions[] = {{"zdt1", 2}, {"dtlz2", 3}, {"dtlz2", 9}};
  for (const auto& [name, objectives] : functions)
    for (const unsigned size : {100u, 1000u, 10000u}) {
      if (size > largest) continue;
      auto options = moai::benchmark_named(name);
      if (objectives > 2) options.objectives = objectives;
      nsga2.as<moai::Nsga2Options>().common.population = size;
      const unsigned generations = generations_for(size);
      const double time = ours(options, nsga2, generations);
      std::printf("%-12s %2u %10u %10.3f", name, objectives, size, time);
#ifdef MOAI_WITH_PAGMO
      std::fflush(stdout);
      const double theirs = pagmos(name, objectives, size, size >= 10000 ? 1 : generations);
      std::printf(" %10.3f %7.1f", theirs, theirs / time);
#endif
      std::printf("\n");
      std::fflush(stdout);
    }
  for (const unsigned size : {100u, 1000u, 10000u}) {
    if (size > largest) continue;
    auto options = moai::benchmark_named("omni_test", 2);
    options.genome.initial = moai::RealVectorOptions::Initial::latin_hypercube;
    options.genome.crossover_probability = 0.8;
    options.genome.crossover_index = 20.0;
    omni.as<moai::OmniOptions>().common.population = size;
    std::printf("%-12s %2u %10u %10.3f\n", "omni_test2", 2u, size,
                ours(options, omni, generations_for(size)));
    std::fflush(stdout);
  }
  return 0;
}
