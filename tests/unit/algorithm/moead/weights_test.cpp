// If these fail, MOEA/D searches in directions with gaps between them, or mates strangers.
#include "algorithm/moead/weights.h"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "algorithm/reference/reference_points.h"

namespace moai {
namespace {

RandomStream rng() {
  return RandomSource{3}.stream(Purpose::cells);
}

TEST(Weights, AreTheLatticeAndThenFillItsGaps) {
  EXPECT_EQ(spread_weights(91, 3, rng()), simplex_lattice(3, 12));
  const Matrix weights = spread_weights(100, 3, rng());
  ASSERT_EQ(weights.rows(), 100u);
  EXPECT_EQ(weights, spread_weights(100, 3, rng()));
  std::set<std::vector<double>> different;
  double nearest = 1.0;
  for (std::size_t k = 0; k < 100; ++k) {
    const auto row = weights.row(k);
    EXPECT_NEAR(std::accumulate(row.begin(), row.end(), 0.0), 1.0, 1e-12);
    different.emplace(row.begin(), row.end());
    for (std::size_t other = 0; other < k; ++other) {
      double sum = 0.0;
      for (std::size_t m = 0; m < 3; ++m)
        sum += (row[m] - weights(other, m)) * (row[m] - weights(other, m));
      nearest = std::min(nearest, sum);
    }
  }
  EXPECT_EQ(different.size(), 100u);
  // Lattice points are sqrt(2)/12 apart, the middle of three of them sqrt(2/3)/12 from each.
  EXPECT_GT(nearest, 0.8 * (2.0 / 3.0) / 144.0);
  EXPECT_EQ(spread_weights(4, 9, rng()).rows(), 4u);
}

TEST(Weights, NeighboursAreTheNearest) {
  const Matrix line(5, 2, {0, 1, .25, .75, .5, .5, .75, .25, 1, 0});
  EXPECT_EQ(nearest_weights(line, 3),
            (Neighbourhoods{{0, 1, 2}, {1, 0, 2}, {2, 1, 3}, {3, 2, 4}, {4, 3, 2}}));
  EXPECT_EQ(nearest_weights(line, 9)[0].size(), 5u);
}

}  // namespace
}  // namespace moai
