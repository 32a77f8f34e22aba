// If these fail, the paper's baselines climb something else than they should, so MOVE is compared
// with the wrong thing.
#include "algorithm/hillclimber/hillclimber.h"

#include "algorithm/emigrants.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/error.h"
#include "tests/unit/algorithm/island_run.h"

namespace moai {
namespace {

using Proposal = Hillclimber::Proposal;

Evaluation rows(std::vector<double> first_objective, double others = 0.0) {
  Evaluation evaluation;
  for (const double value : first_objective) {
    std::vector<double> row(7, others);
    row[0] = value;
    evaluation.fitness.append_row(row);
  }
  return evaluation;
}

TEST(Hillclimber, EachStrictlyBetterChildReplacesOneAfterTheOther) {
  test::Island island;
  Hillclimber climber({"f0", 5}, Proposal::mutants, island.context());
  auto children = climber.ask({0, 0.0});
  climber.tell({0, 0.0}, std::move(children), rows({1, 0, 1, 3, 2}), island.events);
  children = climber.ask({1, 0.0});
  for (const Child& child : children) EXPECT_EQ(child.parent_a, IndividualId(0, 0, 3));
  climber.tell({1, 0.0}, std::move(children), rows({3, std::nan(""), 4, 3.5, 5}), island.events);

  std::vector<std::uint64_t> took, lost;
  for (const Replacement& row : island.events.replacements) {
    took.push_back(row.child.generation() * 10 + row.child.index());
    lost.push_back(row.replaced.is_none() ? 99
                                          : row.replaced.generation() * 10 + row.replaced.index());
    EXPECT_EQ(row.cell, -1);
  }
  EXPECT_EQ(took, (std::vector<std::uint64_t>{0, 3, 12, 14}));
  EXPECT_EQ(lost, (std::vector<std::uint64_t>{99, 0, 3, 12}));
  EXPECT_EQ(island.events.births.size(), 4u);
  EXPECT_EQ(climber.members().at(0).individual->fitness[0], 5.0);
}

TEST(Hillclimber, AllMeansTheMeanOfTheNormalisedObjectives) {
  test::Island island;
  island.normalisation.minimum.assign(7, 0.0);
  island.normalisation.maximum = {1000.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  Hillclimber climber({"all", 2}, Proposal::mutants, island.context());
  auto children = climber.ask({0, 0.0});
  Evaluation evaluation = rows({100.0, 0.0}, 0.0);  // scores 0.1/7 and 0.5/7
  evaluation.fitness(1, 4) = 0.5;
  climber.tell({0, 0.0}, std::move(children), evaluation, island.events);
  EXPECT_EQ(climber.members().at(0).individual->id.index(), 1u);
  children = climber.ask({1, 0.0});
  climber.tell({1, 0.0}, std::move(children), rows({std::nan(""), 500.0}, 0.4), island.events);
  EXPECT_EQ(climber.members().at(0).individual->fitness[0], 500.0);
}

TEST(Hillclimber, TheSmallerViolationComesFirst) {
  test::Island island;
  Hillclimber climber({"f0", 3}, Proposal::mutants, island.context());
  auto children = climber.ask({0, 0.0});
  Evaluation evaluation = rows({5.0, 1.0, 9.0});
  evaluation.violation = {1.0, 0.0, 2.0};
  climber.tell({0, 0.0}, std::move(children), evaluation, island.events);
  EXPECT_EQ(climber.members().at(0).individual->id.index(), 1u);
}

TEST(Hillclimber, ClimbsAndRandomSearchIsTheFloor) {
  test::Island island;
  Hillclimber climber({"all", 20}, Proposal::mutants, island.context());
  Hillclimber search({"all", 20}, Proposal::random_genomes, island.context());
  island.advance(climber, 0, 40);
  island.advance(search, 0, 40);
  EXPECT_GT(island.best_score(climber), island.best_score(search) + 1e-4);
}

TEST(Hillclimber, RandomSearchNeverUsesTheBest) {
  test::Island one, other;
  Hillclimber fresh({"f1", 8}, Proposal::random_genomes, one.context());
  Hillclimber used({"f1", 8}, Proposal::random_genomes, other.context());
  other.advance(used, 0, 3);
  const auto a = fresh.ask({3, 0.0}), b = used.ask({3, 0.0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].genome, b[i].genome);
    EXPECT_TRUE(b[i].parent_a.is_none());
  }
}

TEST(Hillclimber, ContinuesIdentically) {
  test::Island whole, first, second;
  Hillclimber uninterrupted({"all", 6}, Proposal::mutants, whole.context());
  whole.advance(uninterrupted, 0, 12);
  for (const std::uint64_t stop : {0u, 1u, 5u}) {
    Hillclimber stopped({"all", 6}, Proposal::mutants, first.context());
    first.advance(stopped, 0, stop);
    Hillclimber continued({"all", 6}, Proposal::mutants, second.context());
    continued.restore(stopped.save());
    second.advance(continued, stop, 12);
    EXPECT_EQ(continued.members().at(0).individual->id,
              uninterrupted.members().at(0).individual->id);
    EXPECT_EQ(continued.members().at(0).individual->genome,
              uninterrupted.members().at(0).individual->genome);
  }
}

TEST(Hillclimber, TakesABetterMigrantAndSendsItsBest) {
  test::Island island;
  Hillclimber climber({"f2", 6}, Proposal::mutants, island.context());
  auto rng = RandomSource{1, 0, 0}.stream(Purpose::migration);
  EXPECT_TRUE(
      choose_emigrants(climber.members(), EmigrantChoice::best, 3, island.normalisation, rng)
          .empty());
  island.advance(climber, 0, 2);
  std::vector<double> broken(7, 900.0);
  broken[2] = std::nan("");
  const std::vector<IndividualPointer> migrants{test::individual(0, std::vector<double>(7, -50.0)),
                                                test::individual(1, std::vector<double>(7, 1.0)),
                                                test::individual(2, broken)};
  EventLog events;
  EXPECT_EQ(climber.receive({2, 0.0}, test::migrants_of(migrants), MigrantAcceptance::vote, events),
            (std::vector<std::uint32_t>{0, 1, 0}));
  ASSERT_EQ(events.replacements.size(), 1u);
  EXPECT_EQ(events.replacements[0].kind, ReplacementKind::migrant);
  EXPECT_TRUE(events.births.empty());
  EXPECT_EQ(choose_emigrants(climber.members(), EmigrantChoice::best, 3, island.normalisation, rng),
            (std::vector<IndividualPointer>{migrants[1]}));
  climber.release(std::vector{migrants[0]->id});
  EXPECT_EQ(climber.members().size(), 1u);
  climber.release(std::vector{migrants[1]->id});
  EXPECT_TRUE(climber.members().empty());
}

TEST(Hillclimber, RefusesAnUnknownObjective) {
  test::Island island;
  try {
    Hillclimber climber({"al", 6}, Proposal::mutants, island.context());
    FAIL() << "accepted";
  } catch (const UserError& error) {
    EXPECT_NE(std::string(error.what()).find("algorithm.objective"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("'all'"), std::string::npos);
  }
}

}  // namespace
}  // namespace moai
