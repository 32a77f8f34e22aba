// If these fail, the crowded comparison keeps the wrong members of the last front.
#include "algorithm/pareto/crowding.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "algorithm/pareto/sorting.h"
#include "tests/support/golden_json.h"
#include "tests/support/paths.h"

namespace moai {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The distances of all fronts, written back to the rows.
template <class Distance>
std::vector<double> by_row(const Fronts& fronts, Distance distance) {
  std::vector<double> result(fronts.rank.size());
  for (const auto& front : fronts.members) {
    const auto values = distance(front);
    for (std::size_t i = 0; i < front.size(); ++i) result[front[i]] = values[i];
  }
  return result;
}

void expect_golden(const std::vector<double>& values, const std::vector<double>& expected,
                   const std::string& name) {
  ASSERT_EQ(values.size(), expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isinf(expected[i])) {
      EXPECT_EQ(values[i], expected[i]) << name << " " << i;
    } else {
      EXPECT_NEAR(values[i], expected[i], 1e-12 * std::abs(expected[i])) << name << " " << i;
    }
  }
}

TEST(Crowding, GivesTheGoldenDistances) {
  for (const testing::Json& record : testing::golden("moo/sorting.json")) {
    if (record["crowding"].is_null()) continue;  // ties: the order of sorting decides
    const Matrix f = testing::matrix(record["F"], -1.0);
    const auto values = by_row(non_dominated_sort(f),
                               [&](const auto& front) { return crowding_distance(f, front); });
    expect_golden(values, testing::numbers(record["crowding"]), record["name"].get<std::string>());
  }
}

TEST(Crowding, GivesTheGoldenDistancesInTwoSpaces) {
  for (const testing::Json& record : testing::golden("moo/omni.json")) {
    const Matrix f = testing::matrix(record["F"], -1.0), x = testing::matrix(record["X"]);
    const auto values =
        by_row(loose_non_dominated_sort(f, testing::number(record["delta"])),
               [&](const auto& front) { return omni_crowding(f, x, front, true, true); });
    expect_golden(values, testing::numbers(record["crowding"]), record["name"].get<std::string>());
  }
}

TEST(Crowding, TakesTiesInOrderOfTheFront) {
  const Matrix f(4, 1, {2.0, 1.0, 1.0, 0.0});
  const std::vector<std::uint32_t> front{0, 1, 2, 3}, turned{3, 2, 1, 0};
  EXPECT_EQ(crowding_distance(f, front), (std::vector<double>{infinity, 0.5, 0.5, infinity}));
  EXPECT_EQ(crowding_distance(f, turned), (std::vector<double>{infinity, 0.5, 0.5, infinity}));
  const Matrix equal(4, 2, 3.0);
  EXPECT_EQ(crowding_distance(equal, front), std::vector<double>(4, 0.0));
  const Matrix top(4, 1, {1.0, 1.0, 1.0, 0.0});
  EXPECT_EQ(crowding_distance(top, front), (std::vector<double>{infinity, 0.0, 1.0, infinity}));
}

TEST(Crowding, OmniTakesOneSpaceAlone) {
  const Matrix f(4, 2, {0.0, 4.0, 1.0, 3.0, 2.0, 1.0, 4.0, 0.0});
  const Matrix x(4, 1, {0.0, 1.0, 3.0, 10.0});
  const std::vector<std::uint32_t> front{0, 1, 2, 3};
  EXPECT_EQ(
      omni_crowding(f, x, front, true, false),
      (std::vector<double>{omni_boundary, (0.5 + 0.75) / 2, (0.75 + 0.75) / 2, omni_boundary}));
  EXPECT_EQ(omni_crowding(f, x, front, false, true), (std::vector<double>{0.2, 0.3, 0.9, 1.4}));
  EXPECT_THROW(omni_crowding(f, x, front, false, false), std::logic_error);
}

TEST(Crowding, SmallFrontsAreBoundaries) {
  const Matrix f(2, 2, {0.0, 1.0, 1.0, 0.0});
  const std::vector<std::uint32_t> both{0, 1}, nobody;
  EXPECT_EQ(crowding_distance(f, both), std::vector<double>(2, infinity));
  EXPECT_EQ(omni_crowding(f, f, both, true, true), std::vector<double>(2, omni_boundary));
  EXPECT_TRUE(crowding_distance(f, nobody).empty());
}

TEST(Crowding, LeavesOutAnObjectiveWithoutFiniteRange) {
  const Matrix f(3, 2, {0.0, std::nan(""), 1.0, 1.0, 3.0, 0.0});
  const std::vector<std::uint32_t> front{0, 1, 2};
  EXPECT_EQ(crowding_distance(f, front), (std::vector<double>{infinity, 0.5, infinity}));
}

}  // namespace
}  // namespace moai
