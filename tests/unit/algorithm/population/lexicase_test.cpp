// If these fail, `parents: lexicase` chooses others than epsilon-lexicase selection would.
#include "algorithm/population/lexicase.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace moai {
namespace {

Population population_of(const std::vector<std::vector<double>>& fitness) {
  Population population;
  population.individuals.resize(fitness.size());
  population.violation.assign(fitness.size(), 0.0);
  for (const auto& row : fitness) population.fitness.append_row(row);
  return population;
}

std::set<std::uint32_t> chosen(const Population& population) {
  RandomStream rng = RandomSource{4}.stream(Purpose::selection);
  const auto winners = lexicase_winners(population, 400, rng);
  return {winners.begin(), winners.end()};
}

TEST(Lexicase, EpsilonIsTheMedianAbsoluteDeviation) {
  // Median 3, deviations 2, 1, 0, 1, 97.
  const Matrix odd(5, 1, std::vector<double>{1, 2, 3, 4, 100});
  EXPECT_EQ(lexicase_epsilons(odd), std::vector<double>{1.0});
  // Median 2.5, deviations 1.5, 0.5, 0.5, 1.5.
  const Matrix even(4, 1, std::vector<double>{1, 2, 3, 4});
  EXPECT_EQ(lexicase_epsilons(even), std::vector<double>{1.0});
}

TEST(Lexicase, KeepsSpecialistsAndNoneWhoIsFarBelowThemEverywhere) {
  // Deviations of both objectives: median 0, epsilon 0.
  const auto population = population_of({{9, 0}, {0, 9}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}});
  EXPECT_EQ(chosen(population), (std::set<std::uint32_t>{0, 1}));
}

TEST(Lexicase, WhoIsWithinEpsilonOfTheBestStays) {
  // Epsilon is 1: whoever has 9 is as good as 10 in the first objective, and wins by the second.
  const auto population = population_of({{10, 0}, {9, 5}, {8, 0}, {7, 0}, {6, 0}});
  EXPECT_EQ(lexicase_epsilons(population.fitness)[0], 1.0);
  EXPECT_EQ(chosen(population), (std::set<std::uint32_t>{1}));
}

TEST(Lexicase, NeverChoosesNaNOrALargerViolation) {
  auto population = population_of({{std::nan(""), 1}, {1, 1}, {50, 50}});
  population.violation[2] = 0.5;
  EXPECT_EQ(chosen(population), (std::set<std::uint32_t>{1}));
}

}  // namespace
}  // namespace moai
