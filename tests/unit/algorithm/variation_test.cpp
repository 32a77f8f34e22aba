// If these fail, children have other parents than the records say, or a choice of variation does
// nothing: MOVE recombines nobody, NSGA-II cannot do without crossover.
#include "algorithm/variation.h"

#include <gtest/gtest.h>

#include "algorithm/move/move.h"
#include "algorithm/nsga2/nsga2.h"
#include "tests/unit/algorithm/island_run.h"

namespace moai {
namespace {

std::pair<std::size_t, std::size_t> with_one_and_two_parents(const std::vector<Child>& children) {
  std::pair<std::size_t, std::size_t> counts{0, 0};
  for (const Child& child : children) {
    if (child.parent_a.is_none()) continue;
    ++(child.parent_b.is_none() ? counts.first : counts.second);
  }
  return counts;
}

TEST(Variation, OfMoveMatesTheEliteOfACellWithThatOfAnother) {
  test::Island island;
  MoveOptions options;
  options.cells = 30;
  options.functions_per_cell = 3;
  for (const auto variation : {Variation::mutation, Variation::recombination}) {
    SCOPED_TRACE(static_cast<int>(variation));
    options.variation = variation;
    Move move(options, island.context());
    island.events = {};
    island.advance(move, 0, 10);
    const auto members = move.members();
    const auto children = move.ask({10, 0.5});
    ASSERT_EQ(children.size(), 30u);
    std::size_t strangers = 0;
    for (std::size_t cell = 0; cell < 30; ++cell) {
      EXPECT_EQ(children[cell].parent_a, members[cell].individual->id);
      EXPECT_EQ(children[cell].cell, static_cast<std::int32_t>(cell));
      if (children[cell].parent_b.is_none()) continue;
      EXPECT_TRUE(std::ranges::any_of(members, [&](const Member& member) {
        return member.individual->id == children[cell].parent_b;
      }));
      if (children[cell].parent_b != children[cell].parent_a) ++strangers;
    }
    if (variation == Variation::mutation) {
      EXPECT_EQ(with_one_and_two_parents(children), std::pair(std::size_t{30}, std::size_t{0}));
    } else {
      EXPECT_EQ(with_one_and_two_parents(children), std::pair(std::size_t{0}, std::size_t{30}));
      EXPECT_GT(strangers, 0u);
      EXPECT_TRUE(std::ranges::any_of(island.events.births,
                                      [](const Birth& row) { return !row.parent_b.is_none(); }));
    }
  }
}

TEST(Variation, OfAPopulationIsAChoice) {
  test::Island island;
  for (const auto variation : {Variation::mutation, Variation::recombination})
    for (const auto parents :
         {ParentChoice::tournament, ParentChoice::lexicase, ParentChoice::random}) {
      Nsga2Options options;
      options.common.population = 20;
      options.common.variation = variation;
      options.common.parents = parents;
      Nsga2 nsga2(options, island.context());
      island.advance(nsga2, 0, 1);
      const double first = island.best_score(nsga2);
      island.advance(nsga2, 1, 25);
      EXPECT_GT(island.best_score(nsga2), first);
      const auto counts = with_one_and_two_parents(nsga2.ask({25, 0.5}));
      EXPECT_EQ(counts.first, variation == Variation::mutation ? 20u : 0u);
      EXPECT_EQ(counts.second, variation == Variation::mutation ? 0u : 20u);
    }
}

}  // namespace
}  // namespace moai
