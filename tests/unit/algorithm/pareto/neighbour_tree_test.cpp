// If these fail, nearest neighbours are wrong once points have been taken away.
#include "algorithm/pareto/neighbour_tree.h"

#include <gtest/gtest.h>

#include <limits>

#include "support/random.h"

namespace moai {
namespace {

TEST(NeighbourTree, FindsTheNearestOfThoseLeft) {
  for (std::uint32_t rows : {1u, 63u, 64u, 65u, 400u, 1300u})
    for (std::size_t columns : {1u, 3u, 40u}) {
      auto rng = RandomSource{2, 0, 0}.stream(Purpose::problem, rows, columns);
      Matrix points(rows, columns);
      for (double& value : points.values()) value = rng.below(columns == 1 ? 500 : 6);
      NeighbourTree tree(points);
      const auto order = rng.permutation(rows);
      for (std::uint32_t taken = 0; taken + 1 < rows; ++taken) {
        ASSERT_TRUE(tree.has(order[taken]));
        tree.take(order[taken]);
        ASSERT_FALSE(tree.has(order[taken]));
        if (taken % 7 != 0) continue;
        std::uint32_t expected = 0;
        double least = std::numeric_limits<double>::infinity();
        for (std::uint32_t row = 0; row < rows; ++row) {
          if (!tree.has(row)) continue;
          double distance = 0.0;
          for (std::size_t d = 0; d < columns; ++d) {
            const double difference = points(row, d) - points(order[taken], d);
            distance += difference * difference;
          }
          if (distance < least) {
            least = distance;
            expected = row;
          }
        }
        ASSERT_EQ(tree.nearest(order[taken]), expected) << rows << " " << columns << " " << taken;
      }
      EXPECT_EQ(tree.nearest(order[rows - 1]), order[rows - 1]);  // nobody else is left
    }
}

}  // namespace
}  // namespace moai
