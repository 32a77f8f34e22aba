// If these fail, other individuals migrate than `select` says, or one is sent twice.
#include "algorithm/emigrants.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "tests/unit/algorithm/island_run.h"

namespace moai {
namespace {

using test::individual;
const Normalisation unit{{0.0, 0.0}, {10.0, 10.0}};

RandomStream stream(std::uint64_t index) {
  return RandomSource{1, 0, 0}.stream(Purpose::migration, 0, index);
}

/// a holds three cells, b two, c, d and e one each. Scores: a 0.3, b 0.9, c 0.5, d 0.1, e 0.5.
std::vector<Member> members() {
  const auto a = individual(0, {3, 3}), b = individual(1, {9, 9}), c = individual(2, {10, 0});
  const auto d = individual(3, {1, 1}), e = individual(4, {0, 10});
  return {{0, 0, a}, {1, 0, a}, {2, 0, b}, {3, 0, c}, {4, 0, a}, {5, 0, d}, {6, 0, b}, {7, 0, e}};
}

std::vector<std::uint64_t> chosen(EmigrantChoice choice, std::size_t count,
                                  std::uint64_t index = 0) {
  auto rng = stream(index);
  std::vector<std::uint64_t> who;
  for (const auto& it : choose_emigrants(members(), choice, count, unit, rng))
    who.push_back(it->id.index());
  return who;
}

TEST(Emigrants, BestGoByScoreThenPlace) {
  EXPECT_EQ(chosen(EmigrantChoice::best, 4), (std::vector<std::uint64_t>{1, 2, 4, 0}));
}

TEST(Emigrants, BestLooksAtTheRankFirst) {
  std::vector<Member> ranked{{-1, 1, individual(0, {9, 9})}, {-1, 0, individual(1, {1, 1})}};
  auto rng = stream(0);
  EXPECT_EQ(choose_emigrants(ranked, EmigrantChoice::best, 1, unit, rng)[0]->id.index(), 1u);
}

TEST(Emigrants, BestNeverSendsNotANumberBeforeAnybodyElse) {
  const std::vector<Member> members{{0, 0, individual(0, {9, std::nan("")})},
                                    {1, 0, individual(1, {-500, -900})}};
  auto rng = stream(0);
  EXPECT_EQ(choose_emigrants(members, EmigrantChoice::best, 1, unit, rng)[0]->id.index(), 1u);
}

TEST(Emigrants, SpreadTakesTheFarthestFromThoseChosen) {
  // d is 11.3 from b; c and e are 9.06 from b and d, and 14.1 from each other; a is 2.8 from d.
  EXPECT_EQ(chosen(EmigrantChoice::spread, 5), (std::vector<std::uint64_t>{1, 3, 2, 4, 0}));
}

TEST(Emigrants, NobodyIsSentTwiceAndNoMoreThanThereAre) {
  for (const auto choice :
       {EmigrantChoice::best, EmigrantChoice::random, EmigrantChoice::tournament,
        EmigrantChoice::one_per_cell, EmigrantChoice::spread})
    for (std::size_t count = 0; count <= 7; ++count) {
      const auto who = chosen(choice, count, count);
      EXPECT_EQ(who.size(), std::min<std::size_t>(count, 5));
      EXPECT_EQ(std::set<std::uint64_t>(who.begin(), who.end()).size(), who.size());
    }
  auto rng = stream(0);
  EXPECT_TRUE(choose_emigrants({}, EmigrantChoice::best, 3, unit, rng).empty());
}

TEST(Emigrants, ChanceHasTheRightWeights) {
  const int draws = 8000;
  std::map<std::uint64_t, int> random, tournament, per_cell;
  for (int i = 0; i < draws; ++i) {
    ++random[chosen(EmigrantChoice::random, 1, i)[0]];
    ++tournament[chosen(EmigrantChoice::tournament, 1, i)[0]];
    ++per_cell[chosen(EmigrantChoice::one_per_cell, 1, i)[0]];
  }
  for (std::uint64_t who = 0; who < 5; ++who) EXPECT_NEAR(random[who], draws / 5, 150);
  // Of the ten pairs b wins four, c three, e two, a one, d none.
  const std::map<std::uint64_t, int> pairs{{0, 1}, {1, 4}, {2, 3}, {3, 0}, {4, 2}};
  for (const auto& [who, won] : pairs) EXPECT_NEAR(tournament[who], draws * won / 10, 180);
  const std::map<std::uint64_t, int> cells{{0, 3}, {1, 2}, {2, 1}, {3, 1}, {4, 1}};
  for (const auto& [who, held] : cells) EXPECT_NEAR(per_cell[who], draws * held / 8, 180);
}

}  // namespace
}  // namespace moai
