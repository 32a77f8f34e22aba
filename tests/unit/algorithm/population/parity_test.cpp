// If these fail, NSGA-II or the Omni-Optimizer finds worse fronts, or fewer of the equivalent
// Pareto-optimal subsets, than the reference implementations do with the same settings: 21 seeds a
// problem, medians against the quartiles of tests/data/moo/quality.txt.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

#include "algorithm/front_quality.h"
#include "tests/support/paths.h"
#include "tests/unit/algorithm/population/run_benchmark.h"

namespace moai {
namespace {

struct Expected {
  double q1 = 0.0, median = 0.0, q3 = 0.0;
};

struct Case {
  std::string algorithm;
  std::string problem;
  std::int64_t population = 0;
  std::uint64_t generations = 0;
  std::map<std::string, Expected> expected;
};

std::vector<Case> cases() {
  std::ifstream in(testing::data_file("moo/quality.txt"));
  std::vector<Case> all;
  std::string line;
  while (std::getline(in, line)) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    Case one;
    std::string indicator;
    Expected expected;
    words >> one.algorithm >> one.problem >> one.population >> one.generations >> indicator >>
        expected.q1 >> expected.median >> expected.q3;
    if (all.empty() || all.back().algorithm != one.algorithm || all.back().problem != one.problem)
      all.push_back(one);
    all.back().expected[indicator == "hv" ? "hypervolume" : indicator] = expected;
  }
  return all;
}

BenchmarkOptions problem_of(const Case& one) {
  BenchmarkOptions options;
  if (one.problem.starts_with("omnitest")) {
    const int variables = one.problem.back() - '0';
    options = benchmark_named("omni_test", variables);
    options.front_points = 1000;
  } else {
    options = benchmark_named(one.problem);
  }
  if (one.algorithm != "nsga2-rank") {
    options.genome.initial = RealVectorOptions::Initial::latin_hypercube;
    options.genome.crossover_probability = 0.8;
    options.genome.crossover_index = 20.0;
  }
  for (const auto& [indicator, expected] : one.expected) options.indicators.push_back(indicator);
  return options;
}

AlgorithmOptions algorithm_of(const Case& one) {
  AlgorithmOptions options = algorithm_named(one.algorithm == "nsga2-rank" ? "nsga2" : "omni");
  if (options.name() == "nsga2") {
    options.as<Nsga2Options>().common.population = one.population;
    return options;
  }
  options.as<OmniOptions>().common.population = one.population;
  options.as<OmniOptions>().variable_crowding = one.algorithm == "omni";
  return options;
}

class Parity : public ::testing::TestWithParam<Case> {};

TEST_P(Parity, MediansAreNoWorse) {
  const Case& one = GetParam();
  const BenchmarkProblem problem(problem_of(one), false);
  const FrontQuality quality(*problem.known_front());
  constexpr int seeds = 21;
  std::vector<std::vector<double>> values(quality.names().size());
  for (int seed = 0; seed < seeds; ++seed) {
    Island run = start(problem, algorithm_of(one), 1000 + seed);
    advance(run, problem, 0, one.generations, one.generations);
    RandomStream unused = run.context.random.stream(Purpose::calibration);
    const auto measured = quality.measure(run.algorithm->members(), unused);
    for (std::size_t i = 0; i < measured.size(); ++i) values[i].push_back(measured[i]);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string& name = quality.names()[i];
    const Expected& expected = one.expected.at(name);
    std::sort(values[i].begin(), values[i].end());
    const double median = values[i][seeds / 2];
    const double slack = std::max(0.5 * (expected.q3 - expected.q1), name == "covered" ? 1.0 : 0.0);
    if (name == "hypervolume" || name == "covered")
      EXPECT_GE(median, expected.q1 - slack) << name << ", peer's median " << expected.median;
    else
      EXPECT_LE(median, expected.q3 + slack) << name << ", peer's median " << expected.median;
    std::printf("%-11s %.6g (peer: %.6g %.6g %.6g)\n", name.c_str(), median, expected.q1,
                expected.median, expected.q3);
  }
}

INSTANTIATE_TEST_SUITE_P(Peers, Parity, ::testing::ValuesIn(cases()), [](const auto& info) {
  std::string name = info.param.algorithm + "_" + info.param.problem;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace moai
