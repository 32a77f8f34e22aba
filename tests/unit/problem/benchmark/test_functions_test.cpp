// If these fail, a test function is not the published one, or what is called its exact front or
// Pareto set is not: every comparison against known answers would be wrong.

#include "problem/benchmark/test_functions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include "support/error.h"
#include "support/random.h"
#include "tests/support/paths.h"

namespace moai {
namespace {

std::size_t index_of(std::string_view name) {
  const auto choices = test_function_choices();
  const auto found =
      std::find_if(choices.begin(), choices.end(), [&](const Choice& c) { return c.name == name; });
  EXPECT_NE(found, choices.end()) << name;
  return static_cast<std::size_t>(found - choices.begin());
}

BenchmarkOptions options_for(std::string_view name, std::int64_t variables = -1,
                             std::int64_t objectives = -1) {
  BenchmarkOptions options;
  options.function = index_of(name);
  options.variables = variables;
  options.objectives = objectives;
  return options;
}

bool dominates(std::span<const double> a, std::span<const double> b, double margin) {
  bool better = false;
  for (std::size_t m = 0; m < a.size(); ++m) {
    if (a[m] > b[m] - margin) return false;
    better = true;
  }
  return better;
}

double distance_to(const Matrix& front, std::span<const double> f) {
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t row = 0; row < front.rows(); ++row) {
    double squares = 0.0;
    for (std::size_t m = 0; m < f.size(); ++m)
      squares += (front(row, m) - f[m]) * (front(row, m) - f[m]);
    nearest = std::min(nearest, squares);
  }
  return std::sqrt(nearest);
}

TEST(TestFunctions, AgreeWithExactValues) {
  std::ifstream in(testing::data_file("moo/problems.txt"));
  ASSERT_TRUE(in);
  std::string name;
  std::size_t n = 0, m = 0;
  int checked = 0;
  while (in >> name >> n >> m) {
    std::vector<double> x(n), expected(m), f(m);
    for (double& value : x) in >> value;
    for (double& value : expected) in >> value;
    const bool omni = name.starts_with("omnitest");
    const TestFunction function =
        make_test_function(options_for(omni ? "omni_test" : name, static_cast<std::int64_t>(n)));
    ASSERT_EQ(function.objectives, m);
    function.evaluate(x, f);
    for (std::size_t i = 0; i < m; ++i)
      EXPECT_NEAR(f[i], expected[i], 1e-12 * std::max(1.0, std::abs(expected[i]))) << name;
    ++checked;
  }
  EXPECT_GE(checked, 90);
}

class EveryTestFunction : public ::testing::TestWithParam<std::size_t> {
 protected:
  static BenchmarkOptions standard_form(std::size_t index) {
    BenchmarkOptions options;
    options.function = index;
    return options;
  }
  TestFunction function_ = make_test_function(standard_form(GetParam()));
};

TEST_P(EveryTestFunction, ItsParetoSetIsMappedOntoItsFront) {
  if (!function_.set) {
    EXPECT_EQ(function_.name, "wfg2");
    return;
  }
  const bool surface = function_.objectives > 2;
  const Matrix front = function_.front(4000);
  const ParetoSet set = function_.set(surface ? 1500 : 400);
  ASSERT_EQ(set.piece.size(), set.points.rows());
  std::vector<double> f(function_.objectives);
  double extent = 0.0;
  for (const double value : front.values()) extent = std::max(extent, std::abs(value));
  std::size_t off = 0;
  for (std::size_t row = 0; row < set.points.rows(); ++row) {
    const auto x = set.points.row(row);
    for (std::size_t i = 0; i < x.size(); ++i) {
      EXPECT_GE(x[i], function_.lower[i] - 1e-12);
      EXPECT_LE(x[i], function_.upper[i] + 1e-12);
    }
    if (function_.violation) {
      EXPECT_NEAR(function_.violation(x), 0.0, 1e-12);
    }
    function_.evaluate(x, f);
    off += distance_to(front, f) > extent * (surface ? 0.05 : 0.002);
  }
  // The curves of these are open at their ends: there, single points belong to the other branch.
  const bool open = function_.name == "mmf2" || function_.name == "mmf3" ||
                    function_.name == "mmf6" || function_.name == "mmf8";
  EXPECT_LE(off, open ? 2u : 0u);
}

TEST_P(EveryTestFunction, NothingDominatesItsFront) {
  const Matrix front = function_.front(300);
  ASSERT_GT(front.rows(), 50u);
  for (std::size_t i = 0; i < front.rows(); ++i)
    for (std::size_t j = 0; j < front.rows(); ++j)
      ASSERT_FALSE(dominates(front.row(i), front.row(j), 1e-9)) << i << " over " << j;
  // Random points, and points near the Pareto set, which are harder.
  RandomStream rng = RandomSource{4}.stream(Purpose::problem);
  const ParetoSet set = function_.set ? function_.set(300) : ParetoSet{};
  std::vector<double> x(function_.variables()), f(function_.objectives);
  for (int round = 0; round < 3000; ++round) {
    const bool near = round % 2 == 0 && !set.points.empty();
    const auto start =
        near ? set.points.row(rng.below(static_cast<std::uint32_t>(set.points.rows())))
             : std::span<const double>();
    const double reach = std::pow(10.0, -rng.uniform(0.5, 5.0));
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double low = function_.lower[i], high = function_.upper[i];
      x[i] = near ? std::clamp(start[i] + reach * (high - low) * rng.normal(), low, high)
                  : rng.uniform(low, high);
    }
    if (function_.violation && function_.violation(x) > 0.0) continue;
    function_.evaluate(x, f);
    for (const double value : f) ASSERT_TRUE(std::isfinite(value));
    for (std::size_t row = 0; row < front.rows(); ++row)
      ASSERT_FALSE(dominates(f, front.row(row), 1e-9));
  }
}

INSTANTIATE_TEST_SUITE_P(All, EveryTestFunction,
                         ::testing::Range(std::size_t{0}, test_function_choices().size()),
                         [](const auto& info) {
                           return std::string(test_function_choices()[info.param].name);
                         });

TEST(TestFunctions, WfgAgreeWithEachOtherWhereTheyMust) {
  // At the optimal distance and with all positions at 0 or at their upper bound, the concave ones
  // give the corners of the scaled sphere.
  for (const char* name : {"wfg4", "wfg5", "wfg6", "wfg7"}) {
    const TestFunction function = make_test_function(options_for(name, 24, 3));
    std::vector<double> x(24), f(3);
    for (std::size_t i = 0; i < 24; ++i) x[i] = 2.0 * static_cast<double>(i + 1) * 0.35;
    for (std::size_t i = 0; i < 4; ++i) x[i] = 0.0;
    const bool shifted = std::string_view(name) == "wfg4" || std::string_view(name) == "wfg5";
    function.evaluate(x, f);
    if (!shifted) {
      EXPECT_NEAR(f[0], 0.0, 1e-9) << name;
      EXPECT_NEAR(f[2], 6.0, 1e-9) << name;
    }
    EXPECT_NEAR(f[0] * f[0] / 4 + f[1] * f[1] / 16 + f[2] * f[2] / 36, 1.0, 1e-9) << name;
  }
}

double correlation_over_the_box(double correlation, std::size_t a, std::size_t b) {
  BenchmarkOptions options = options_for("dtlz2", -1, 6);
  options.correlation = correlation;
  const TestFunction function = make_test_function(options);
  RandomStream rng = RandomSource{8}.stream(Purpose::problem);
  std::vector<double> x(function.variables()), f(6);
  double sums[5] = {};
  constexpr int count = 4000;
  for (int k = 0; k < count; ++k) {
    for (double& value : x) value = rng.uniform();
    function.evaluate(x, f);
    const double p = f[a], q = f[b];
    const double terms[5] = {p, q, p * p, q * q, p * q};
    for (int i = 0; i < 5; ++i) sums[i] += terms[i] / count;
  }
  return (sums[4] - sums[0] * sums[1]) /
         std::sqrt((sums[2] - sums[0] * sums[0]) * (sums[3] - sums[1] * sums[1]));
}

TEST(TestFunctions, CorrelationDrawsObjectivesTogetherOrApart) {
  EXPECT_NEAR(correlation_over_the_box(1.0, 0, 5), 1.0, 1e-9);
  EXPECT_GT(correlation_over_the_box(0.9, 0, 5), 0.5);
  EXPECT_LT(correlation_over_the_box(0.0, 0, 5), 0.3);
  // Two camps: objectives 1-3 against 4-6.
  EXPECT_NEAR(correlation_over_the_box(-1.0, 0, 2), 1.0, 1e-9);
  EXPECT_NEAR(correlation_over_the_box(-1.0, 3, 5), 1.0, 1e-9);
  EXPECT_LT(correlation_over_the_box(-1.0, 0, 5), -0.5);
  EXPECT_LT(correlation_over_the_box(-0.8, 1, 4), -0.4);
}

TEST(TestFunctions, CorrelatedFrontsStayOnTheSphereWithinTheirExtremes) {
  for (const double correlation : {-1.0, -0.5, 0.0, 0.5, 0.9})
    for (const std::int64_t objectives : {2, 5, 14}) {
      BenchmarkOptions options = options_for("dtlz2", -1, objectives);
      options.correlation = correlation;
      const TestFunction function = make_test_function(options);
      const Matrix front = function.front(300);
      for (std::size_t row = 0; row < front.rows(); ++row) {
        double squares = 0.0;
        for (std::size_t m = 0; m < front.columns(); ++m) {
          squares += front(row, m) * front(row, m);
          if (function.ideal.empty()) continue;
          EXPECT_GE(front(row, m), function.ideal[m] - 1e-12);
          EXPECT_LE(front(row, m), function.nadir[m] + 1e-12);
        }
        EXPECT_NEAR(squares, 1.0, 1e-9);
      }
    }
}

TEST(TestFunctions, RefuseWhatTheyCannotBe) {
  EXPECT_THROW(make_test_function(options_for("zdt1", 1)), UserError);
  EXPECT_THROW(make_test_function(options_for("zdt1", 30, 3)), UserError);
  EXPECT_THROW(make_test_function(options_for("dtlz2", 4, 5)), UserError);
  EXPECT_THROW(make_test_function(options_for("wfg2", 23, 2)), UserError);
  EXPECT_THROW(make_test_function(options_for("mmf3", 3)), UserError);
  BenchmarkOptions options = options_for("zdt1");
  options.correlation = 0.5;
  EXPECT_THROW(make_test_function(options), UserError);
  EXPECT_NO_THROW(make_test_function(options_for("dtlz2", -1, 14)));
}

}  // namespace
}  // namespace moai
