// If these fail, MOEA/D keeps individuals that are not the best for their weights.
#include "algorithm/moead/scalarising.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace moai {
namespace {

using Row = std::vector<double>;

// Costs from 10 to 20 and from 0 to 100: the fitness (-14,-30) lacks 0.4 and 0.3.
Scalarising of(Decomposition decomposition, double penalty = 5.0) {
  return {decomposition, penalty, Row{-10, 0}, Row{-20, -100}};
}

TEST(Scalarising, TchebycheffIsTheWorstWeightedShare) {
  const Scalarising cost = of(Decomposition::tchebycheff);
  EXPECT_DOUBLE_EQ(cost.cost(Row{-14, -30}, Row{0.5, 0.5}), 0.2);
  EXPECT_DOUBLE_EQ(cost.cost(Row{-14, -30}, Row{0.2, 0.8}), 0.24);
  // At a corner the other objective still decides between equals.
  EXPECT_LT(cost.cost(Row{-10, -30}, Row{1, 0}), cost.cost(Row{-10, -40}, Row{1, 0}));
}

TEST(Scalarising, PbiIsTheDistanceAlongAndThePenalisedOneAcross) {
  // (0.4,0.3) along (0.8,0.6): length 0.5, nothing across. Along (1,0): 0.4, and 0.3 across.
  EXPECT_NEAR(of(Decomposition::pbi).cost(Row{-14, -30}, Row{0.8, 0.6}), 0.5, 1e-12);
  EXPECT_NEAR(of(Decomposition::pbi).cost(Row{-14, -30}, Row{1, 0}), 0.4 + 5 * 0.3, 1e-12);
  EXPECT_NEAR(of(Decomposition::pbi, 2.0).cost(Row{-14, -30}, Row{1, 0}), 0.4 + 2 * 0.3, 1e-12);
  // The length of the weight does not matter.
  EXPECT_NEAR(of(Decomposition::pbi).cost(Row{-14, -30}, Row{4, 3}), 0.5, 1e-12);
}

TEST(Scalarising, WhatIsNoNumberIsWorseThanAnything) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const auto decomposition : {Decomposition::tchebycheff, Decomposition::pbi}) {
    const Scalarising cost = of(decomposition);
    const double bad = cost.cost(Row{-1e6, -1e6}, Row{0.5, 0.5});
    EXPECT_GT(cost.cost(Row{std::nan(""), 0}, Row{0.5, 0.5}), bad);
    EXPECT_GT(cost.cost(Row{-infinity, 0}, Row{0.5, 0.5}), bad);
    EXPECT_EQ(cost.cost(Row{infinity, 0}, Row{0.5, 0.5}), 0.0);
  }
}

TEST(Scalarising, WithoutARangeTheUnitStays) {
  const Scalarising cost(Decomposition::tchebycheff, 5.0, Row{-10, 0}, Row{-10, -100});
  EXPECT_DOUBLE_EQ(cost.cost(Row{-13, -100}, Row{0.5, 0.5}), 1.5);
}

}  // namespace
}  // namespace moai
