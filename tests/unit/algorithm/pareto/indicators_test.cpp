// If these fail, the quality figures that runs are compared by are wrong.
#include "algorithm/pareto/indicators.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "algorithm/pareto/hypervolume.h"
#include "support/random.h"
#include "tests/support/golden_json.h"
#include "tests/support/paths.h"

namespace moai {
namespace {

constexpr double relative = 1e-12;

void expect_close(double value, double expected, const std::string& what) {
  EXPECT_NEAR(value, expected, relative * std::abs(expected)) << what;
}

Matrix negated(Matrix m) {
  for (double& value : m.values()) value = -value;
  return m;
}

double between(double from, double to, int i, int n) {
  return from + (to - from) * i / (n - 1);
}

/// Reference fronts as the golden values were made with (minimised).
Matrix reference_front(const std::string& problem) {
  Matrix z;
  const auto add = [&](std::vector<double> row) { z.append_row(row); };
  if (problem == "zdt3") {
    const double ends[5][2] = {{0, 0.083001534926912},
                               {0.182228728029400, 0.257762363387830},
                               {0.409313674808657, 0.453882104088830},
                               {0.618396794439266, 0.652511703804663},
                               {0.823331798326633, 0.851832865436414}};
    for (const auto& [from, to] : ends)
      for (int i = 0; i < 200; ++i) {
        const double f = between(from, to, i, 200);
        add({f, 1 - std::sqrt(f) - f * std::sin(10 * std::numbers::pi * f)});
      }
  } else if (problem.starts_with("zdt")) {
    for (int i = 0; i < 1000; ++i) {
      const double f = between(problem == "zdt6" ? 0.280775318815369 : 0.0, 1.0, i, 1000);
      add({f, problem == "zdt1" || problem == "zdt4" ? 1 - std::sqrt(f) : 1 - f * f});
    }
  } else if (problem == "dtlz7") {
    const double ends[2][2] = {{0, 0.251411836088917}, {0.631626530700061, 0.859400856644724}};
    std::vector<double> values;
    for (const auto& [from, to] : ends)
      for (int i = 0; i < 16; ++i) values.push_back(between(from, to, i, 16));
    const auto phi = [](double f) { return f * (1 + std::sin(3 * std::numbers::pi * f)); };
    for (const double a : values)
      for (const double b : values) add({a, b, 6 - phi(a) - phi(b)});
  } else if (problem.starts_with("dtlz")) {
    for (int i = 0; i <= 43; ++i)
      for (int j = 0; i + j <= 43; ++j) {
        const std::array<double, 3> w{i / 43.0, j / 43.0, (43 - i - j) / 43.0};
        const double length = std::hypot(w[0], w[1], w[2]);
        const double scale = problem == "dtlz1" ? 0.5 : 1 / length;
        add({w[0] * scale, w[1] * scale, w[2] * scale});
      }
  } else {
    const double n = problem.back() - '0';
    for (int i = 0; i < 1000; ++i) {
      const double t = between(1.0, 1.5, i, 1000);
      add({n * std::sin(std::numbers::pi * t), n * std::cos(std::numbers::pi * t)});
    }
  }
  return z;
}

/// OmniTest's Pareto set: h points on each of the 3^n segments.
Matrix pareto_set(int n, int h) {
  Matrix sample;
  const int segments = static_cast<int>(std::pow(3, n));
  for (int s = 0; s < segments; ++s)
    for (int i = 0; i < h; ++i) {
      std::vector<double> x;
      for (int d = 0, rest = s; d < n; ++d, rest /= 3)
        x.push_back(2 * (rest % 3) + between(1.0, 1.5, i, h));
      sample.append_row(x);
    }
  return sample;
}

TEST(Indicators, GiveTheGoldenValues) {
  for (const testing::Json& record : testing::golden("moo/indicators.json")) {
    const std::string problem = record["problem"].get<std::string>();
    const Matrix f = testing::matrix(record["F"], -1.0);
    const Matrix front = negated(reference_front(problem));
    ASSERT_EQ(front.rows(), testing::number(record["front_points"]));
    auto reference = testing::numbers(record["reference_point"]);
    for (double& value : reference) value = -value;
    expect_close(hypervolume(f, reference), testing::number(record["hv"]), problem + " hv");
    expect_close(inverted_generational_distance(f, front), testing::number(record["igd"]),
                 problem + " igd");
    expect_close(inverted_generational_distance_plus(f, front), testing::number(record["igd_plus"]),
                 problem + " igd+");
    if (!record.contains("igdx")) continue;
    const int n = problem.back() - '0';
    expect_close(inverted_generational_distance_x(testing::matrix(record["X"]),
                                                  pareto_set(n, n == 2   ? 100
                                                                : n == 3 ? 40
                                                                         : 10)),
                 testing::number(record["igdx"]), problem + " igdx");
  }
}

TEST(Indicators, GenerationalDistanceRunsFromThePointsToTheFront) {
  const Matrix points(2, 2, {0.0, 0.0, 3.0, 5.0}), front(3, 2, {3.0, 4.0, 0.0, 2.0, 100.0, 100.0});
  EXPECT_DOUBLE_EQ(generational_distance(points, front), (2.0 + 1.0) / 2);
  EXPECT_DOUBLE_EQ(inverted_generational_distance(points, front),
                   (1.0 + 2.0 + std::hypot(97.0, 95.0)) / 3);
}

TEST(Indicators, AreInfiniteWithoutPoints) {
  EXPECT_TRUE(std::isinf(inverted_generational_distance(Matrix(), Matrix(1, 2))));
  EXPECT_TRUE(std::isinf(generational_distance(Matrix(1, 2), Matrix())));
  EXPECT_THROW(generational_distance(Matrix(1, 2), Matrix(1, 3)), std::logic_error);
}

}  // namespace
}  // namespace moai
