// If these fail, the hypervolume of a front, the main figure of merit, is wrong.
#include "algorithm/pareto/hypervolume.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace moai {
namespace {

Matrix random_points(std::size_t rows, std::size_t columns, std::uint32_t levels) {
  auto rng = RandomSource{rows, 0, 0}.stream(Purpose::problem, columns, levels);
  Matrix f(rows, columns);
  for (double& value : f.values()) value = levels == 0 ? rng.uniform() : rng.below(levels);
  return f;
}

/// Inclusion and exclusion over all subsets of the points, above the origin.
double by_subsets(const Matrix& f) {
  double total = 0.0;
  for (std::uint32_t subset = 1; subset < (1u << f.rows()); ++subset) {
    double volume = -1.0;
    for (std::size_t i = 0; i < f.rows(); ++i)
      if (subset >> i & 1) volume = -volume;
    for (std::size_t m = 0; m < f.columns(); ++m) {
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t i = 0; i < f.rows(); ++i)
        if (subset >> i & 1) least = std::min(least, f(i, m));
      volume *= std::max(least, 0.0);
    }
    total += volume;
  }
  return total;
}

TEST(Hypervolume, AgreesWithInclusionAndExclusion) {
  for (std::size_t rows = 1; rows <= 12; ++rows)
    for (std::size_t columns : {1u, 2u, 3u, 4u, 5u, 7u})
      for (std::uint32_t levels : {0u, 2u, 4u}) {
        const Matrix f = random_points(rows, columns, levels);
        const std::vector<double> origin(columns, 0.0);
        ASSERT_NEAR(hypervolume(f, origin), by_subsets(f), 1e-9 * (1 + by_subsets(f)))
            << rows << " rows, " << columns << " columns, " << levels << " levels";
      }
}

TEST(Hypervolume, DoesNotDependOnTheOrderOfThePoints) {
  for (std::size_t columns : {2u, 3u, 5u}) {
    const Matrix f = random_points(60, columns, 0);
    Matrix turned;
    for (std::size_t i = f.rows(); i > 0; --i) turned.append_row(f.row(i - 1));
    const std::vector<double> reference(columns, 0.1);
    EXPECT_EQ(hypervolume(f, reference), hypervolume(turned, reference));
  }
}

TEST(Hypervolume, SweepsAndWfgAgree) {
  // A further objective that is 1 everywhere multiplies the volume by 1.
  for (std::size_t columns : {2u, 3u}) {
    const Matrix f = random_points(200, columns, 0);
    Matrix extended;
    for (std::size_t i = 0; i < f.rows(); ++i) {
      std::vector<double> row(f.row(i).begin(), f.row(i).end());
      row.resize(5, 1.0);
      extended.append_row(row);
    }
    EXPECT_NEAR(hypervolume(f, std::vector<double>(columns, 0.0)),
                hypervolume(extended, std::vector<double>(5, 0.0)), 1e-12);
  }
}

TEST(Hypervolume, IgnoresWhatIsNotAboveTheReference) {
  const Matrix f(4, 2, {2.0, 2.0, 1.0, 9.0, 9.0, std::nan(""), 0.0, 3.0});
  EXPECT_DOUBLE_EQ(hypervolume(f, std::vector<double>{1.0, 1.0}), 1.0);
  EXPECT_EQ(hypervolume(Matrix(), std::vector<double>{1.0, 1.0}), 0.0);
  EXPECT_THROW(hypervolume(f, std::vector<double>{1.0}), std::logic_error);
}

TEST(Hypervolume, TheEstimateIsWithinItsError) {
  for (std::size_t columns : {2u, 4u, 6u}) {
    const Matrix f = random_points(20, columns, 0);
    const std::vector<double> reference(columns, 0.05);
    const double exact = hypervolume(f, reference);
    double squares = 0.0;
    const int repetitions = 40;
    for (int k = 0; k < repetitions; ++k) {
      auto rng = RandomSource{3, 0, 0}.stream(Purpose::problem, k, columns);
      const auto estimate = estimate_hypervolume(f, reference, 4000, rng);
      ASSERT_GT(estimate.standard_error, 0.0);
      squares += std::pow((estimate.value - exact) / estimate.standard_error, 2);
    }
    // Mean square of 40 standard normal numbers: 1 with a standard deviation of 0.22.
    EXPECT_NEAR(squares / repetitions, 1.0, 0.7) << columns;
  }
  auto rng = RandomSource{3, 0, 0}.stream(Purpose::problem);
  EXPECT_EQ(estimate_hypervolume(Matrix(), std::vector<double>{0.0}, 10, rng).value, 0.0);
}

}  // namespace
}  // namespace moai
