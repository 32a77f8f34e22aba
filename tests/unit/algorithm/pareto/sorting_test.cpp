// If these fail, individuals get wrong ranks: NSGA-II and the Omni-Optimizer keep the wrong ones.
#include "algorithm/pareto/sorting.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "algorithm/pareto/bit_ranks.h"
#include "algorithm/pareto/dominance.h"
#include "algorithm/pareto/staircase.h"
#include "support/random.h"
#include "tests/support/golden_json.h"
#include "tests/support/paths.h"

namespace moai {
namespace {

using Ranks = std::vector<std::uint32_t>;

/// Peels off what no remaining row beats, by comparing everyone with everyone.
template <class Beats>
Ranks peel(std::size_t rows, Beats beats) {
  constexpr std::uint32_t none = ~0u;
  Ranks rank(rows, none);
  for (std::uint32_t r = 0; std::count(rank.begin(), rank.end(), none) > 0; ++r) {
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < rows; ++i) {
      bool beaten = rank[i] != none;
      for (std::size_t j = 0; j < rows && !beaten; ++j) beaten = rank[j] == none && beats(j, i);
      if (!beaten) front.push_back(i);
    }
    for (const std::size_t i : front) rank[i] = r;
  }
  return rank;
}

Ranks naive(const Matrix& f) {
  return peel(f.rows(), [&](auto a, auto b) { return dominates(f.row(a), f.row(b)); });
}

Ranks naive_loose(const Matrix& f, double delta) {
  const auto tolerance = loose_tolerance(f, delta);
  return peel(f.rows(),
              [&](auto a, auto b) { return loosely_dominates(f.row(a), f.row(b), tolerance); });
}

/// Random points: levels 0 gives distinct values, otherwise integers below it (ties, duplicates).
Matrix random_points(std::size_t rows, std::size_t columns, std::uint32_t levels,
                     std::uint64_t seed) {
  auto rng = RandomSource{seed, 0, 0}.stream(Purpose::problem, rows, columns);
  Matrix f(rows, columns);
  for (double& value : f.values())
    value = levels == 0 ? rng.uniform() : static_cast<double>(rng.below(levels)) - 1.0;
  return f;
}

TEST(NonDominatedSort, AgreesWithComparingEveryoneWithEveryone) {
  for (std::size_t rows : {1u, 2u, 3u, 17u, 100u, 600u, 1100u})
    for (std::size_t columns : {1u, 2u, 3u, 4u, 5u, 9u, 14u})
      for (std::uint32_t levels : {0u, 1u, 2u, 5u, 40u}) {
        if (rows > 600 && (levels == 1 || columns == 1)) continue;
        const Matrix f = random_points(rows, columns, levels, 7);
        ASSERT_EQ(non_dominated_sort(f).rank, naive(f))
            << rows << " rows, " << columns << " columns, " << levels << " levels";
      }
}

TEST(NonDominatedSort, LooseRanksAgreeWithPeeling) {
  for (std::size_t rows : {1u, 2u, 17u, 100u, 600u, 1100u})
    for (std::size_t columns : {1u, 2u, 3u, 4u, 9u})
      for (std::uint32_t levels : {0u, 3u, 40u})
        for (double delta : {0.0, 0.001, 0.05, 0.4, 1.0}) {
          if (rows > 600 && columns == 1) continue;
          const Matrix f = random_points(rows, columns, levels, 8);
          ASSERT_EQ(loose_non_dominated_sort(f, delta).rank, naive_loose(f, delta))
              << rows << " rows, " << columns << " columns, " << levels << " levels, " << delta;
        }
}

TEST(NonDominatedSort, LooseRanksWithoutToleranceAreThePlainOnes) {
  for (std::size_t columns : {1u, 2u, 3u, 9u}) {
    const Matrix f = random_points(1500, columns, 30, 9);
    EXPECT_EQ(loose_non_dominated_sort(f, 0.0).rank, non_dominated_sort(f).rank);
  }
}

TEST(NonDominatedSort, HoldsOnPointsThatConvergedToAFront) {
  // Nearly everybody in the first front, differences near the tolerance.
  for (std::size_t columns : {2u, 3u, 5u}) {
    Matrix f = random_points(800, columns, 0, 10);
    for (std::size_t i = 0; i < f.rows(); ++i) {
      double length = 0.0;
      for (const double value : f.row(i)) length += value * value;
      for (double& value : f.row(i)) value /= std::sqrt(length) * (1.0 + 0.001 * (i % 3));
    }
    EXPECT_EQ(non_dominated_sort(f).rank, naive(f));
    EXPECT_EQ(loose_non_dominated_sort(f, 0.001).rank, naive_loose(f, 0.001));
  }
}

TEST(NonDominatedSort, SweepAndBitSetsAgreeWithTwoObjectives) {
  DescendingOrder sorter;
  for (std::uint32_t levels : {0u, 60u, 2000u}) {
    const Matrix f = random_points(3000, 2, levels, 11);
    const DistinctPoints points = distinct_points(f, sorter);
    EXPECT_EQ(staircase_ranks(points), bit_ranks(points, {}, sorter));
    const auto tolerance = loose_tolerance(f, 0.01);
    EXPECT_EQ(loose_staircase_ranks(points, tolerance), bit_ranks(points, tolerance, sorter));
  }
}

TEST(NonDominatedSort, ReadsNanAsTheWorstAndTakesInfinities) {
  const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
  for (std::size_t columns : {1u, 2u, 3u, 4u}) {
    Matrix f = random_points(700, columns, 0, 12);
    auto rng = RandomSource{13, 0, 0}.stream(Purpose::problem);
    for (double& value : f.values()) {
      const double special[] = {nan, -nan, inf, -inf, 0.0, -0.0};
      if (rng.coin(0.2)) value = special[rng.below(6)];
    }
    EXPECT_EQ(non_dominated_sort(f).rank, naive(f));
    EXPECT_EQ(loose_non_dominated_sort(f, 0.01).rank, naive_loose(f, 0.01));
  }
  EXPECT_EQ(non_dominated_sort(Matrix(2, 2, {nan, 1, -inf, 1})).rank, (Ranks{0, 0}));
  EXPECT_EQ(non_dominated_sort(Matrix(2, 1, {0.0, -0.0})).rank, (Ranks{0, 0}));
}

TEST(NonDominatedSort, NamesTheMembersOfEveryFrontOnce) {
  const Matrix f = random_points(900, 3, 12, 14);
  const Fronts fronts = non_dominated_sort(f);
  std::size_t members = 0;
  for (std::uint32_t r = 0; r < fronts.members.size(); ++r) {
    EXPECT_FALSE(fronts.members[r].empty());
    EXPECT_TRUE(std::is_sorted(fronts.members[r].begin(), fronts.members[r].end()));
    for (const std::uint32_t i : fronts.members[r]) EXPECT_EQ(fronts.rank[i], r);
    members += fronts.members[r].size();
  }
  EXPECT_EQ(members, f.rows());
  EXPECT_EQ(non_dominated(f), fronts.members[0]);
}

TEST(NonDominatedSort, TakesNothingAndOneAndNoObjectives) {
  EXPECT_TRUE(non_dominated_sort(Matrix()).members.empty());
  EXPECT_TRUE(loose_non_dominated_sort(Matrix(0, 3), 0.1).members.empty());
  EXPECT_TRUE(non_dominated(Matrix()).empty());
  EXPECT_EQ(non_dominated_sort(Matrix(1, 3)).rank, Ranks{0});
  EXPECT_EQ(non_dominated_sort(Matrix(3, 0)).rank, (Ranks{0, 0, 0}));
  EXPECT_THROW(loose_non_dominated_sort(Matrix(1, 3), -0.1), std::logic_error);
}

TEST(NonDominatedSort, GivesTheGoldenRanks) {
  for (const testing::Json& record : testing::golden("moo/sorting.json")) {
    const auto expected = testing::numbers(record["rank"]);
    EXPECT_EQ(non_dominated_sort(testing::matrix(record["F"], -1.0)).rank,
              Ranks(expected.begin(), expected.end()))
        << record["name"].get<std::string>();
  }
}

TEST(NonDominatedSort, GivesTheGoldenLooseRanks) {
  for (const testing::Json& record : testing::golden("moo/omni.json")) {
    const auto expected = testing::numbers(record["rank"]);
    EXPECT_EQ(loose_non_dominated_sort(testing::matrix(record["F"], -1.0),
                                       testing::number(record["delta"]))
                  .rank,
              Ranks(expected.begin(), expected.end()))
        << record["name"].get<std::string>();
  }
}

}  // namespace
}  // namespace moai
