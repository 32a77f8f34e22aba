// If these fail, a continued MOVE run differs from an uninterrupted one, lineages are recorded
// wrong, or migrants and options do not do what the experiment file says.
#include "algorithm/move/move.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "support/error.h"
#include "tests/unit/algorithm/island_run.h"

namespace moai {
namespace {

MoveOptions small(std::int64_t jumps = MoveOptions::unlimited_jumps) {
  MoveOptions options;
  options.cells = 30;
  options.functions_per_cell = 3;
  options.jumps = jumps;
  return options;
}

void expect_same_members(const Move& a, const Move& b) {
  const auto left = a.members(), right = b.members();
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    EXPECT_EQ(left[i].cell, right[i].cell);
    EXPECT_EQ(left[i].individual->id, right[i].individual->id);
    EXPECT_EQ(left[i].individual->genome, right[i].individual->genome);
    EXPECT_EQ(left[i].individual->fitness, right[i].individual->fitness);
  }
}

TEST(Move, ContinuesIdenticallyFromAnyGeneration) {
  for (const auto mode : {MoveMode::generational, MoveMode::steady_state})
    for (const auto replacement : {MoveReplacement::vote, MoveReplacement::mean})
      for (const std::uint64_t stop : {0u, 1u, 2u, 7u, 19u}) {
        MoveOptions options = small(2);
        options.mode = mode;
        options.replacement = replacement;
        test::Island whole, first, second;
        Move uninterrupted(options, whole.context());
        whole.advance(uninterrupted, 0, 20);
        Move stopped(options, first.context());
        first.advance(stopped, 0, stop);
        Move continued(options, second.context());
        continued.restore(stopped.save());
        expect_same_members(stopped, continued);
        second.advance(continued, stop, 20);
        expect_same_members(uninterrupted, continued);
        EXPECT_EQ(whole.events.replacements.size(),
                  first.events.replacements.size() + second.events.replacements.size());
      }
}

TEST(Move, RefusesAStateOfAnotherMap) {
  test::Island island;
  MoveOptions larger = small();
  larger.cells = 31;
  Move a(small(), island.context()), b(larger, island.context());
  island.advance(a, 0, 1);
  EXPECT_THROW(b.restore(a.save()), SystemError);
}

TEST(Move, AnEliteOfSeveralCellsIsOneObjectAndSavedOnce) {
  test::Island island;
  Move move(small(), island.context());
  island.advance(move, 0, 10);
  std::map<IndividualId, const Individual*> objects;
  std::size_t shared = 0;
  for (const Member& member : move.members()) {
    const auto [at, is_new] = objects.try_emplace(member.individual->id, member.individual.get());
    EXPECT_EQ(at->second, member.individual.get());
    shared += is_new ? 0 : 1;
  }
  EXPECT_GT(shared, 0u);
  EXPECT_EQ(move.save().individuals.size(), objects.size());
}

TEST(Move, EventsTellEveryLineage) {
  test::Island island;
  Move move(small(), island.context());
  island.advance(move, 0, 15);
  std::map<IndividualId, Birth> births;
  for (const Birth& birth : island.events.births) {
    EXPECT_TRUE(births.emplace(birth.id, birth).second) << "born twice";
    EXPECT_EQ(birth.generation, birth.id.generation());
    EXPECT_EQ(birth.parent_a.is_none(), birth.generation == 0);
    EXPECT_EQ(birth.cell == -1, birth.generation == 0);
    EXPECT_TRUE(birth.parent_a.is_none() || births.contains(birth.parent_a));
  }
  std::map<std::int32_t, IndividualId> holder;
  for (const Replacement& row : island.events.replacements) {
    const Birth& birth = births.at(row.child);
    EXPECT_EQ(row.parent, birth.parent_a);
    EXPECT_EQ(row.from_cell, birth.cell);
    EXPECT_EQ(row.kind, row.generation == 0 ? ReplacementKind::initial : ReplacementKind::child);
    EXPECT_EQ(row.replaced, holder.contains(row.cell) ? holder[row.cell] : IndividualId::none());
    EXPECT_GE(row.votes, 2u);
    EXPECT_LE(row.votes, 3u);
    holder[row.cell] = row.child;
  }
  for (const Member& member : move.members()) EXPECT_EQ(holder[member.cell], member.individual->id);
}

TEST(Move, WithoutJumpsEveryCellKeepsItsOwnFamily) {
  test::Island island;
  Move move(small(0), island.context());
  island.advance(move, 0, 30);
  for (const Replacement& row : island.events.replacements) {
    if (row.generation == 0)
      EXPECT_EQ(row.child.index(), static_cast<std::uint64_t>(row.cell));
    else
      EXPECT_EQ(row.from_cell, row.cell);
  }
  EXPECT_EQ(move.members().size(), 30u);
  EXPECT_EQ(move.save().individuals.size(), 30u);
}

TEST(Move, InSteadyStateEveryCellHasChildren) {
  test::Island island;
  MoveOptions options = small();
  options.mode = MoveMode::steady_state;
  Move move(options, island.context());
  island.advance(move, 0, 1);
  std::map<std::int32_t, int> made;
  for (std::uint64_t generation = 1; generation <= 6000; ++generation) {
    const auto children = move.ask({generation, 0.0});
    ASSERT_EQ(children.size(), 1u);
    ++made[children[0].cell];
  }
  ASSERT_EQ(made.size(), 30u);
  for (const auto& [cell, times] : made) EXPECT_NEAR(times, 200, 75);
}

TEST(Move, ACellThatNobodyWonStartsAgainAtRandom) {
  test::Island island;
  Move move(small(0), island.context());
  auto children = move.ask({0, 0.0});
  Evaluation evaluation = test::evaluate(children, 7);
  for (double& value : evaluation.fitness.row(5)) value = std::nan("");
  move.tell({0, 0.0}, std::move(children), evaluation, island.events);
  EXPECT_EQ(move.members().size(), 29u);
  children = move.ask({1, 0.0});
  ASSERT_EQ(children.size(), 30u);
  EXPECT_TRUE(children[5].parent_a.is_none());
  evaluation = test::evaluate(children, 7);
  island.events = {};
  move.tell({1, 0.0}, std::move(children), evaluation, island.events);
  EXPECT_EQ(move.members().size(), 30u);
  for (const Replacement& row : island.events.replacements)
    if (row.cell == 5) {
      EXPECT_EQ(row.kind, ReplacementKind::initial);
      EXPECT_EQ(row.from_cell, -1);
    }
}

TEST(Move, NotANumberWinsNoVoteOfChildrenOrMigrantsAndLosesToAnyNumber) {
  for (const auto replacement : {MoveReplacement::vote, MoveReplacement::mean})
    for (const std::int64_t jumps :
         {std::int64_t{0}, std::int64_t{2}, MoveOptions::unlimited_jumps}) {
      test::Island island;
      MoveOptions options = small(jumps);
      options.functions_per_cell = 1;
      options.replacement = replacement;
      Move move(options, island.context());
      island.advance(move, 0, 3);
      const auto held = [&](std::size_t objective) {  // cells that vote with it, held by a NaN
        std::size_t count = 0;
        for (const Member& member : move.members())
          count += move.objective_mask()[static_cast<std::size_t>(member.cell) * 7 + objective] &&
                   std::isnan(member.individual->fitness[objective]);
        return count;
      };
      auto children = move.ask({3, 0.5});
      Evaluation evaluation = test::evaluate(children, 7);
      for (std::size_t k = 0; k < children.size(); ++k)
        for (std::size_t m = 0; m < 7; ++m) evaluation.fitness(k, m) = m == 2 ? std::nan("") : 1.0;
      move.tell({3, 0.5}, std::move(children), evaluation, island.events);
      EXPECT_EQ(held(2), 0u);

      const auto broken = test::individual(0, std::vector<double>(7, std::nan("")));
      for (const auto acceptance :
           {MigrantAcceptance::vote, MigrantAcceptance::twin, MigrantAcceptance::one})
        EXPECT_EQ(move.receive({3, 0.5}, test::migrants_of({broken}, 4), acceptance, island.events),
                  std::vector<std::uint32_t>{0});
    }
}

TEST(Move, IslandsShareTheirSubsetsUnlessTheyAreToldNotTo) {
  const auto mask = [](MoveMap map, std::uint32_t island) {
    test::Island run;
    MoveOptions options = small();
    options.map = map;
    Move move(options, run.context(island));
    return std::vector<std::uint8_t>(move.objective_mask().begin(), move.objective_mask().end());
  };
  EXPECT_EQ(mask(MoveMap::shared, 0), mask(MoveMap::shared, 3));
  EXPECT_NE(mask(MoveMap::per_island, 1), mask(MoveMap::per_island, 3));
}

TEST(Move, AMigrantCompetesInAllCells) {
  test::Island island;
  Move move(small(), island.context());
  island.advance(move, 0, 5);
  EventLog events;
  const std::vector<IndividualPointer> migrants{
      test::individual(0, std::vector<double>(7, -100.0)),
      test::individual(1, std::vector<double>(7, 1.0)),
      test::individual(2, std::vector<double>(7, 0.5)),
  };
  EXPECT_EQ(move.receive({5, 0.0}, test::migrants_of(migrants), MigrantAcceptance::vote, events),
            (std::vector<std::uint32_t>{0, 30, 0}));
  EXPECT_TRUE(events.births.empty());
  ASSERT_EQ(events.replacements.size(), 30u);
  for (const Replacement& row : events.replacements) {
    EXPECT_EQ(row.child, migrants[1]->id);
    EXPECT_EQ(row.parent, migrants[1]->parent_a);
    EXPECT_EQ(row.from_cell, -1);
    EXPECT_EQ(row.kind, ReplacementKind::migrant);
    EXPECT_EQ(row.votes, 3u);
    EXPECT_FALSE(row.replaced.is_none());
  }
  EXPECT_EQ(move.members()[12].individual, migrants[1]);
}

TEST(Move, AMigrantMayTakeAsManyCellsAsAChild) {
  for (const auto& [jumps, cells] : {std::pair{0, 1u}, {1, 1u}, {4, 4u}}) {
    test::Island island;
    Move move(small(jumps), island.context());
    island.advance(move, 0, 5);
    const std::vector<IndividualPointer> migrant{test::individual(1, std::vector<double>(7, 1.0))};
    EXPECT_EQ(
        move.receive({5, 0.0}, test::migrants_of(migrant), MigrantAcceptance::vote, island.events),
        (std::vector<std::uint32_t>{cells}));
  }
}

TEST(Move, AMigrantMayBeHeldToOneCell) {
  for (const auto& [acceptance, cell] :
       {std::pair{MigrantAcceptance::twin, 17}, {MigrantAcceptance::one, 0}}) {
    test::Island island;
    Move move(small(), island.context());
    island.advance(move, 0, 5);
    EventLog events;
    const auto best = test::individual(1, std::vector<double>(7, 1.0));
    EXPECT_EQ(move.receive({5, 0.0}, test::migrants_of({best}, 17), acceptance, events),
              (std::vector<std::uint32_t>{1}));
    ASSERT_EQ(events.replacements.size(), 1u);
    EXPECT_EQ(events.replacements[0].cell, cell);
    EXPECT_EQ(events.replacements[0].kind, ReplacementKind::migrant);
    EXPECT_EQ(events.replacements[0].from_cell, -1);
  }
}

TEST(Move, WhoMovesAwayLeavesItsCellsEmpty) {
  test::Island island;
  Move move(small(), island.context());
  island.advance(move, 0, 5);
  const IndividualPointer leaver = move.members()[12].individual;
  move.release(std::vector{leaver->id});
  std::size_t empty = 30 - move.members().size();
  EXPECT_GE(empty, 1u);
  for (const Member& member : move.members()) EXPECT_NE(member.individual->id, leaver->id);
  Move continued(small(), island.context());
  continued.restore(move.save());
  EXPECT_EQ(continued.members().size(), move.members().size());
  EventLog events;
  // The worst of all takes the empty cells, and no others.
  const auto worst = test::individual(1, std::vector<double>(7, -100.0));
  EXPECT_EQ(move.receive({5, 0.0}, test::migrants_of({worst}), MigrantAcceptance::vote, events),
            (std::vector<std::uint32_t>{static_cast<std::uint32_t>(empty)}));
  for (const Replacement& row : events.replacements) EXPECT_TRUE(row.replaced.is_none());
}

std::string refusal(const MoveOptions& options) {
  test::Island island;
  try {
    Move move(options, island.context());
  } catch (const UserError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Move, RefusesWhatCannotBeVotedOn) {
  MoveOptions options = small();
  options.functions_per_cell = 4;
  EXPECT_NE(refusal(options).find("functions_per_cell: 4 (an even"), std::string::npos);
  options.functions_per_cell = 9;
  EXPECT_NE(refusal(options).find("has 7 objectives"), std::string::npos);
  options = small();
  options.cells = 1;
  options.subsets = {"f0", "f1"};
  EXPECT_NE(refusal(options).find("Set cells: 2"), std::string::npos);
}

TEST(Move, ImprovesMoreWithJumpsThanWithout) {
  double with = 0.0, without = 0.0;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    test::Island island;
    Move unlimited(small(), island.context(0, seed)), none(small(0), island.context(0, seed));
    island.advance(unlimited, 0, 25);
    island.advance(none, 0, 25);
    with += island.best_score(unlimited);
    without += island.best_score(none);
  }
  EXPECT_GT(with, without);
}

}  // namespace
}  // namespace moai
