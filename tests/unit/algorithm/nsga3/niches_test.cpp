// If these fail, NSGA-III keeps the wrong members of the last front.
#include "algorithm/nsga3/niches.h"

#include <gtest/gtest.h>

#include <set>

namespace moai {
namespace {

using Rows = std::vector<std::uint32_t>;

RandomStream rng(std::uint64_t index = 0) {
  return RandomSource{4}.stream(Purpose::survival, 0, index);
}

// Lines towards (0,1), (1,1) and (1,0).
const Matrix lines(3, 2, {0, 1, 0.5, 0.5, 1, 0});

TEST(Niches, AssociateWithTheNearestLine) {
  const Matrix shares(5, 2, {0.1, 1, 0.4, 0.5, 9, 9.5, 1, 0.2, 0, 0});
  const Association niches = associated(shares, lines);
  EXPECT_EQ(niches.line, (Rows{0, 1, 1, 2, 0}));
  EXPECT_NEAR(niches.distance[0], 0.01, 1e-15);
  EXPECT_NEAR(niches.distance[1], 0.005, 1e-15);  // (0.4,0.5) from the diagonal
  EXPECT_NEAR(niches.distance[3], 0.04, 1e-15);
}

// Two stay anyway, one at (0,1) and one at (1,1). Of the four candidates, rows 2 to 5, two belong
// to the line (1,0), which nobody has: the nearer of them comes first.
TEST(Niches, TheEmptyLineGetsItsNearestThenTheLeastCrowdedAnyOfTheirs) {
  const Matrix shares(6, 2, {0, 1, 0.5, 0.5, 0.9, 0.2, 0.8, 0.1, 0.1, 0.9, 0.6, 0.5});
  const Association niches = associated(shares, lines);
  ASSERT_EQ(niches.line, (Rows{0, 1, 2, 2, 0, 1}));
  std::set<Rows> outcomes;
  for (std::uint64_t k = 0; k < 100; ++k) {
    RandomStream stream = rng(k);
    EXPECT_EQ(least_crowded(niches, 2, 1, stream), Rows{1});
    outcomes.insert(least_crowded(niches, 2, 2, stream));
  }
  // Afterwards every line has one: any of them may be next.
  EXPECT_EQ(outcomes, (std::set<Rows>{{0, 1}, {1, 2}, {1, 3}}));
  RandomStream stream = rng();
  EXPECT_EQ(least_crowded(niches, 2, 4, stream), (Rows{0, 1, 2, 3}));
}

TEST(Niches, ALineThatHasSomebodyTakesAnyCandidate) {
  const Matrix shares(3, 2, {0.5, 0.5, 0.5, 0.5, 0.6, 0.4});
  const Association niches = associated(shares, lines);
  std::set<Rows> outcomes;
  for (std::uint64_t k = 0; k < 50; ++k) {
    RandomStream stream = rng(k);
    outcomes.insert(least_crowded(niches, 1, 1, stream));
  }
  EXPECT_EQ(outcomes, (std::set<Rows>{{0}, {1}}));
}

}  // namespace
}  // namespace moai
