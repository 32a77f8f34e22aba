// If these fail, the history and the champion of a trial are not what the columns say.
#include "runner/population_figures.h"

#include <gtest/gtest.h>

#include <cmath>

#include "problem/benchmark/benchmark_problem.h"
#include "runner/champion.h"

namespace moai {
namespace {

Member member(std::uint64_t id, std::vector<double> fitness, std::int32_t cell) {
  auto individual = std::make_shared<Individual>();
  individual->id = IndividualId(id);
  individual->fitness = std::move(fitness);
  return {cell, 0, individual};
}

const Normalisation unit{{0.0, 0.0}, {1.0, 2.0}};

TEST(PopulationFigures, DescribesAMapByHand) {
  const Member a = member(1, {0.5, 0.2}, 0), b = member(2, {0.1, 1.0}, 1),
               c = member(3, {0.1, 0.1}, 2);
  Member a_again = a;
  a_again.cell = 3;
  const std::vector<Member> members{a, b, c, a_again};
  HistoryRow row;
  describe_population(members, unit, row);
  EXPECT_EQ(row.best_fitness, (std::vector<double>{0.5, 1.0}));
  EXPECT_DOUBLE_EQ(row.mean_fitness[0], (0.5 + 0.1 + 0.1 + 0.5) / 4);
  EXPECT_DOUBLE_EQ(row.mean_fitness[1], (0.2 + 1.0 + 0.1 + 0.2) / 4);
  EXPECT_DOUBLE_EQ(row.best_score, 0.3);  // a and b: (0.5 + 0.1)/2 and (0.1 + 0.5)/2
  EXPECT_EQ(row.unique_elites, 3u);
  EXPECT_EQ(row.front_size, 2u);  // c is dominated
}

TEST(PopulationFigures, ChampionIsTheHighestScoreAndTheSmallestIdAmongEquals) {
  const std::vector<Member> members{member(9, {0.5, 0.2}, 0), member(4, {0.1, 1.0}, 1),
                                    member(5, {0.0, 0.0}, 2)};
  EXPECT_EQ(champion_of(members, unit).individual->id, IndividualId(4));
  EXPECT_EQ(champion_of({}, unit).individual, nullptr);
  EXPECT_TRUE(better_champion(champion_of(members, unit), {}));
  EXPECT_FALSE(better_champion({}, champion_of(members, unit)));
}

TEST(PopulationFigures, NotANumberIsLeftOutOfMeansAndIsNeverChampion) {
  const double nan = std::nan("");
  const std::vector<Member> members{member(1, {9.0, nan}, 0), member(2, {-50.0, nan}, 1),
                                    member(3, {-70.0, -80.0}, 2)};
  EXPECT_EQ(champion_of(members, unit).individual->id, IndividualId(3));
  HistoryRow row;
  describe_population(members, unit, row);
  EXPECT_EQ(row.best_fitness, (std::vector<double>{9.0, -80.0}));
  EXPECT_DOUBLE_EQ(row.mean_fitness[0], -37.0);
  EXPECT_DOUBLE_EQ(row.mean_fitness[1], -80.0);
  describe_population(std::span(members).first(2), unit, row);
  EXPECT_TRUE(std::isnan(row.mean_fitness[1]));
  EXPECT_EQ(row.best_score, -std::numeric_limits<double>::infinity());
}

TEST(PopulationFigures, RankedPopulationsCountTheirFirstFront) {
  std::vector<Member> members{member(1, {1, 0}, -1), member(2, {0, 1}, -1), member(3, {0, 0}, -1)};
  members[2].rank = 1;
  HistoryRow row;
  describe_population(members, unit, row);
  EXPECT_EQ(row.front_size, 2u);
}

TEST(PopulationFigures, IndicatorsHaveAColumnAndAValueEach) {
  BenchmarkOptions options;  // zdt1
  options.indicators = {"igd", "hypervolume"};
  const BenchmarkProblem problem(options, false);
  const auto columns = indicator_columns(problem);
  ASSERT_EQ(columns.size(), 2u);
  EXPECT_EQ(columns[0].name, "igd");
  EXPECT_EQ(columns[1].name, "hypervolume");
  const std::vector<Member> members{member(1, {-0.1, -0.1}, -1)};
  const auto values = indicator_values(problem, members, RandomSource{1}, 0);
  ASSERT_EQ(values.size(), 2u);
  EXPECT_NEAR(values[1], 1.0, 1e-12);
  options.indicators.clear();
  const BenchmarkProblem quiet(options, false);
  EXPECT_TRUE(indicator_columns(quiet).empty());
  EXPECT_TRUE(indicator_values(quiet, members, RandomSource{1}, 0).empty());
}

}  // namespace
}  // namespace moai
