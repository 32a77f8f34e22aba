// If these fail, the wrong individuals survive: fronts out of order, the lonely lost, an infeasible
// one kept before a feasible one, or ties that always fall to the same side.

#include "algorithm/population/survival.h"

#include <gtest/gtest.h>

#include <set>

#include "algorithm/pareto/crowding.h"
#include "algorithm/population/archive.h"

namespace moai {
namespace {

using Rows = std::vector<std::uint32_t>;

Population table(Matrix fitness, std::vector<double> violation = {}) {
  Population population;
  violation.resize(fitness.rows(), 0.0);
  population.individuals.resize(fitness.rows());
  population.fitness = std::move(fitness);
  population.violation = std::move(violation);
  return population;
}

Niching plain() {
  return {non_dominated_sort,
          [](const Population& population, std::span<const std::uint32_t> front) {
            return crowding_distance(population.fitness, front);
          }};
}

RandomStream ties(std::uint64_t index = 0) {
  return RandomSource{3}.stream(Purpose::survival, index);
}

TEST(Survival, CutsTheLastFrontByCrowding) {
  // Rows 0-4 are a front, of which row 2 is the most crowded; row 5 is dominated.
  const Population population = table(Matrix(6, 2, {0, 4, 1.9, 2.2, 2, 2, 2.3, 1.7, 4, 0, 0, 0}));
  const Survivors four = survivors(population, 4, plain(), ties());
  EXPECT_EQ(four.rows, (Rows{0, 1, 3, 4}));
  EXPECT_EQ(four.rank, (Rows{0, 0, 0, 0}));
  EXPECT_EQ(four.first_front, (Rows{0, 1, 2, 3, 4}));
  // Distances are those of the whole front.
  EXPECT_DOUBLE_EQ(four.crowding[1], (2.0 / 4.0 + 2.0 / 4.0) / 2.0);
  const Survivors all = survivors(population, 9, plain(), ties());
  EXPECT_EQ(all.rows, (Rows{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(all.rank.back(), 1u);
}

TEST(Survival, TakesTheInfeasibleLastAndByViolation) {
  const Population population =
      table(Matrix(5, 2, {9, 9, 1, 1, 2, 0, 8, 8, 0, 0}), {0.5, 0.0, 0.0, 0.2, 0.9});
  const Survivors chosen = survivors(population, 3, plain(), ties());
  EXPECT_EQ(chosen.rows, (Rows{1, 2, 3}));
  EXPECT_EQ(chosen.rank, (Rows{0, 0, 1}));
  EXPECT_EQ(survivors(population, 2, plain(), ties()).rows, (Rows{1, 2}));
  const Population none = table(Matrix(3, 2, 1.0), {3.0, 1.0, 2.0});
  EXPECT_EQ(survivors(none, 2, plain(), ties()).rows, (Rows{1, 2}));
}

TEST(Survival, BreaksTiesAtRandom) {
  const Population population = table(Matrix(6, 2, 1.0));
  std::set<Rows> outcomes;
  for (std::uint64_t k = 0; k < 200; ++k)
    outcomes.insert(survivors(population, 3, plain(), ties(k)).rows);
  EXPECT_EQ(outcomes.size(), 20u);  // all choices of 3 of 6
}

IndividualPointer individual(std::uint64_t index, std::vector<double> fitness,
                             double violation = 0.0) {
  auto result = std::make_shared<Individual>();
  result->id = IndividualId(0, 0, index);
  result->fitness = std::move(fitness);
  result->violation = violation;
  return result;
}

TEST(Archive, KeepsTheNonDominatedAndTheLonely) {
  Archive archive(3);
  archive.add({individual(0, {0, 4}), individual(1, {2, 2}), individual(2, {4, 0})});
  archive.add({individual(3, {1, 1}), individual(1, {2, 2}), individual(4, {9, 9}, 0.1)});
  ASSERT_EQ(archive.individuals().size(), 3u);
  // Row 5 dominates row 1; of 0, 2, 5 and 6 the most crowded one goes.
  archive.add({individual(5, {2, 3}), individual(6, {2.2, 2.9})});
  ASSERT_EQ(archive.individuals().size(), 3u);
  EXPECT_EQ(archive.individuals()[0]->id, IndividualId(0, 0, 0));
  EXPECT_EQ(archive.individuals()[1]->id, IndividualId(0, 0, 2));
  EXPECT_EQ(archive.individuals()[2]->id, IndividualId(0, 0, 6));
  Archive off(0);
  off.add({individual(0, {0, 4})});
  EXPECT_TRUE(off.individuals().empty());
}

}  // namespace
}  // namespace moai
