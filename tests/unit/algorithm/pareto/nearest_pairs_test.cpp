// If these fail, the Omni-Optimizer's tournament is held between the wrong neighbours.
#include "algorithm/pareto/nearest_pairs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/random.h"

namespace moai {
namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Pairs naive(const Matrix& x, std::vector<std::uint32_t> pool) {
  std::vector<double> range(x.columns());
  for (std::size_t d = 0; d < x.columns(); ++d) {
    double least = x(0, d), most = x(0, d);
    for (std::size_t i = 0; i < x.rows(); ++i) {
      least = std::min(least, x(i, d));
      most = std::max(most, x(i, d));
    }
    range[d] = most - least;
  }
  Pairs pairs;
  while (!pool.empty()) {
    const std::uint32_t p = pool[0];
    pool.erase(pool.begin());
    if (pool.empty()) {
      pairs.emplace_back(p, p);
      break;
    }
    std::size_t nearest = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < pool.size(); ++k) {
      double distance = 0.0;
      for (std::size_t d = 0; d < x.columns(); ++d) {
        if (range[d] == 0.0) continue;
        const double part = x(pool[k], d) / range[d] - x(p, d) / range[d];
        distance += part * part;
      }
      if (distance < least) {
        least = distance;
        nearest = k;
      }
    }
    pairs.emplace_back(p, pool[nearest]);
    pool.erase(pool.begin() + static_cast<std::ptrdiff_t>(nearest));
  }
  return pairs;
}

TEST(NearestPairs, AgreeWithLookingAtEveryone) {
  for (std::uint32_t rows : {1u, 2u, 3u, 10u, 255u, 700u, 1001u})
    for (std::size_t columns : {1u, 2u, 7u})
      for (std::uint32_t levels : {0u, 1u, 3u, 17u}) {  // quotients by the range are exact
        auto rng = RandomSource{rows, 0, 0}.stream(Purpose::problem, columns, levels);
        Matrix x(rows, columns);
        for (double& value : x.values()) value = levels == 0 ? rng.uniform() : rng.below(levels);
        const auto pool = rng.permutation(rows);
        ASSERT_EQ(nearest_pairs(x, pool), naive(x, pool))
            << rows << " " << columns << " " << levels;
      }
}

TEST(NearestPairs, DivideByTheRangeOfThePopulation) {
  // Unscaled, the second column would decide.
  const Matrix x(4, 2, {0.0, 0.0, 1.0, 0.0, 0.0, 30.0, 0.5, 100.0});
  EXPECT_EQ(nearest_pairs(x, std::vector<std::uint32_t>{0, 1, 2}), (Pairs{{0, 2}, {1, 1}}));
}

TEST(NearestPairs, NanIsFarFromEverything) {
  const Matrix x(4, 2, {0.0, 0.0, std::nan(""), 0.0, 5.0, 3.0, 9.0, 1.0});
  EXPECT_EQ(nearest_pairs(x, std::vector<std::uint32_t>{0, 1, 2, 3})[0],
            (std::pair<std::uint32_t, std::uint32_t>{0, 3}));
}

}  // namespace
}  // namespace moai
