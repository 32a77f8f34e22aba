// If these fail, the wrong individuals become parents, or some never get the chance.

#include "algorithm/population/tournament.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "algorithm/pareto/nearest_pairs.h"

namespace moai {
namespace {

// Individual k is better the smaller k is: it has rank k.
Population ladder(std::uint32_t size) {
  Population population;
  population.individuals.resize(size);
  population.fitness = Matrix(size, 2);
  for (std::uint32_t k = 0; k < size; ++k) {
    population.fitness(k, 0) = population.fitness(k, 1) = -static_cast<double>(k);
    population.rank.push_back(k);
    population.crowding.push_back(1.0);
    population.violation.push_back(0.0);
    population.places.append_row(std::vector<double>{static_cast<double>(k / 2), 0.0});
  }
  return population;
}

TEST(Tournament, EverybodyCompetesEquallyOften) {
  const Population population = ladder(20);
  for (const std::size_t size : {1u, 2u, 4u}) {
    RandomStream rng = RandomSource{1}.stream(Purpose::selection, size);
    const auto chosen = winners(population, 20, size, Tournament::rank, rng);
    ASSERT_EQ(chosen.size(), 20u);
    // The best wins every one of its `size` tournaments; the worst wins none among two or more.
    EXPECT_EQ(std::count(chosen.begin(), chosen.end(), 0u), static_cast<std::ptrdiff_t>(size));
    EXPECT_EQ(std::count(chosen.begin(), chosen.end(), 19u), size == 1 ? 1 : 0);
  }
}

TEST(Tournament, ComparesViolationThenRankOrDominanceThenCrowdingThenACoin) {
  Population population = ladder(2);
  RandomStream rng = RandomSource{1}.stream(Purpose::selection);
  EXPECT_EQ(winner(population, 0, 1, Tournament::rank, rng), 0u);
  EXPECT_EQ(winner(population, 1, 0, Tournament::dominance, rng), 0u);
  population.violation[0] = 0.1;
  EXPECT_EQ(winner(population, 0, 1, Tournament::rank, rng), 1u);
  population.violation[1] = 0.2;
  EXPECT_EQ(winner(population, 0, 1, Tournament::rank, rng), 0u);
  population.violation = {0.0, 0.0};
  population.fitness(0, 1) = -9.0;  // neither dominates the other; the ranks still differ
  population.crowding = {1.0, 2.0};
  EXPECT_EQ(winner(population, 0, 1, Tournament::dominance, rng), 1u);
  EXPECT_EQ(winner(population, 0, 1, Tournament::rank, rng), 0u);
  population.crowding = {2.0, 2.0};
  int first = 0;
  for (int k = 0; k < 1000; ++k) first += winner(population, 0, 1, Tournament::dominance, rng) == 0;
  EXPECT_NEAR(first, 500, 100);
}

TEST(Tournament, NeighboursCompeteOnlyWithEachOther) {
  const Population population = ladder(12);  // 0 and 1 share a place, 2 and 3, ...
  RandomStream rng = RandomSource{1}.stream(Purpose::selection);
  const auto chosen = neighbour_winners(
      population, 12, Tournament::rank,
      [](const Population& p, std::span<const std::uint32_t> pool) {
        return nearest_pairs(p.places, pool);
      },
      rng);
  ASSERT_EQ(chosen.size(), 12u);
  for (std::uint32_t k = 0; k < 12; ++k)
    EXPECT_EQ(std::count(chosen.begin(), chosen.end(), k), k % 2 == 0 ? 2 : 0);
}

TEST(Tournament, LexicographicOnesAreWonByTheFirstObjectiveAlone) {
  Population population = ladder(4);
  const double unknown = std::nan("");
  const double fitness[4][2] = {{3, 0}, {2, 9}, {2, 8}, {unknown, 10}};
  for (std::size_t row = 0; row < 4; ++row)
    for (std::size_t m = 0; m < 2; ++m) population.fitness(row, m) = fitness[row][m];
  RandomStream rng = RandomSource{1}.stream(Purpose::selection);
  // All four compete: nothing but the first objective counts.
  EXPECT_EQ(lexicographic_winners(population, 3, 9, rng), (std::vector<std::uint32_t>{0, 0, 0}));
  // Three of four: 0 takes part in three of four tournaments; in the others, 1 and 2 are equal in
  // the first objective, and the second tells them apart.
  const auto chosen = lexicographic_winners(population, 4000, 3, rng);
  EXPECT_NEAR(std::count(chosen.begin(), chosen.end(), 0u), 3000, 150);
  EXPECT_EQ(std::count(chosen.begin(), chosen.end(), 1u),
            4000 - std::count(chosen.begin(), chosen.end(), 0u));
  population.violation[0] = 1.0;
  EXPECT_EQ(lexicographic_winners(population, 2, 4, rng), (std::vector<std::uint32_t>{1, 1}));
}

}  // namespace
}  // namespace moai
