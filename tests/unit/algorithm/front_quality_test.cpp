// If these fail, the indicators that a run records are not those that the exact values define:
// another front, another reference point, another set of members.

#include "algorithm/front_quality.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "algorithm/pareto/indicators.h"
#include "tests/support/paths.h"
#include "tests/unit/algorithm/population/run_benchmark.h"

namespace moai {
namespace {

Member member(std::vector<double> fitness, std::vector<double> x, std::int32_t rank = 0,
              double violation = 0.0) {
  auto individual = std::make_shared<Individual>();
  individual->fitness = std::move(fitness);
  individual->genome = RealVector{std::move(x)};
  individual->violation = violation;
  return {-1, rank, individual};
}

RandomStream unused() {
  return RandomSource{1}.stream(Purpose::calibration);
}

TEST(FrontQuality, AgreesWithExactValues) {
  std::ifstream in(testing::data_file("moo/front_quality.txt"));
  std::string line, name;
  std::getline(in, line);
  std::size_t points = 0, n = 0, m = 0;
  std::int64_t set_points = 0;
  int checked = 0;
  double hypervolume = 0, igd = 0, igd_plus = 0, covered = 0, igdx = 0;
  while (in >> name >> points >> n >> m >> set_points >> hypervolume >> igd >> igd_plus >>
         covered >> igdx) {
    const bool omni = n > 0;
    BenchmarkOptions options =
        omni ? benchmark_named("omni_test", static_cast<std::int64_t>(n)) : benchmark_named(name);
    options.indicators = {"hypervolume"};
    const BenchmarkProblem problem(options, false);
    std::vector<Member> members;
    Matrix all;  // the exact values are of whole sets, dominated points included
    for (std::size_t k = 0; k < points; ++k) {
      std::vector<double> f(m), x(n);
      for (double& value : f) {
        in >> value;
        value = -value;
      }
      for (double& value : x) in >> value;
      members.push_back(member(f, x));
      all.append_row(f);
    }
    RandomStream rng = unused();
    const auto values = FrontQuality(*problem.known_front()).measure(members, rng);
    EXPECT_NEAR(values[0], hypervolume, 1e-12 * hypervolume) << name;
    const Matrix& front = problem.known_front()->front;
    EXPECT_NEAR(inverted_generational_distance(all, front), igd, 1e-11 * igd) << name;
    EXPECT_NEAR(inverted_generational_distance_plus(all, front), igd_plus, 1e-11 * igd_plus);
    if (omni) {
      options.indicators = {"igdx", "covered"};
      options.front_points = set_points;
      const BenchmarkProblem in_variables(options, false);
      const auto more = FrontQuality(*in_variables.known_front()).measure(members, rng);
      EXPECT_NEAR(more[0], igdx, 1e-11 * igdx) << name;
      EXPECT_EQ(more[1], covered) << name;
    }
    ++checked;
  }
  EXPECT_EQ(checked, 11);
}

TEST(FrontQuality, LeavesOutTheDominatedAndTheInfeasible) {
  BenchmarkOptions options = benchmark_named("zdt1", 2);
  options.indicators = {"gd", "igdx", "hypervolume"};
  const BenchmarkProblem problem(options, false);
  const FrontQuality quality(*problem.known_front());
  RandomStream rng = unused();
  const std::vector<Member> good{member({0.0, -1.0}, {0.0, 0.0})};
  std::vector<Member> all = good;
  all.push_back(member({-0.1, -1.1}, {0.5, 0.0}, 1));
  all.push_back(member({1.0, 1.0}, {0.7, 0.0}, 0, 0.5));
  EXPECT_EQ(quality.measure(good, rng), quality.measure(all, rng));
  EXPECT_NEAR(quality.measure(good, rng)[0], 0.0, 1e-12);
  EXPECT_NEAR(quality.measure(good, rng)[2], 1.1 * 0.1, 1e-12);
  const auto nobody = quality.measure({}, rng);
  EXPECT_EQ(nobody[0], std::numeric_limits<double>::infinity());
  EXPECT_EQ(nobody[2], 0.0);
}

TEST(FrontQuality, StatesTheErrorOfAnEstimate) {
  BenchmarkOptions options = benchmark_named("dtlz2");
  options.objectives = 6;
  options.indicators = {"hypervolume", "igd"};
  const BenchmarkProblem problem(options, false);
  const FrontQuality quality(*problem.known_front());
  EXPECT_EQ(quality.names(), (std::vector<std::string>{"hypervolume", "hypervolume_error", "igd"}));
  // One point at (0.1, ...) below the reference of 1.1 in each objective: a box of side 1.
  RandomStream rng = unused();
  const std::vector<Member> box{member(std::vector<double>(6, -0.1), {})};
  const auto values = quality.measure(box, rng);
  EXPECT_NEAR(values[0], 1.0, 5.0 * values[1] + 1e-9);
}

}  // namespace
}  // namespace moai
