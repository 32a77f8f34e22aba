// If these fail, NSGA-III measures the distances to its reference lines in wrong units, and its
// front is lopsided where objectives have different ranges.
#include "algorithm/nsga3/objective_scaling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace moai {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Matrix shares_of(ObjectiveScaling& scaling, const Matrix& fitness, std::size_t front) {
  scaling.see(fitness);
  return scaling.shares(fitness, front);
}

TEST(ObjectiveScaling, TheHyperplaneThroughTheExtremesCutsTheAxesAtOne) {
  // Costs (10,0), (4,50), (0,100): the extremes are the first and the last.
  ObjectiveScaling scaling(2);
  const Matrix shares = shares_of(scaling, Matrix(3, 2, {-10, 0, -4, -50, 0, -100}), 3);
  EXPECT_EQ(shares, Matrix(3, 2, {1, 0, 0.4, 0.5, 0, 1}));
}

TEST(ObjectiveScaling, InterceptsGoBeyondExtremesThatAreOffTheAxes) {
  // The ideal point (0,0) is known from before. Extremes (2,1) and (1,2) lie on x + y = 3, but
  // nobody is worse than 2, so 2 it is; with (3,3), which is dominated, it is 3.
  ObjectiveScaling scaling(2);
  scaling.see(Matrix(1, 2, {0, 0}));
  EXPECT_EQ(scaling.shares(Matrix(2, 2, {-2, -1, -1, -2}), 2)(0, 0), 1.0);
  const Matrix shares = scaling.shares(Matrix(3, 2, {-2, -1, -1, -2, -3, -3}), 2);
  EXPECT_NEAR(shares(0, 0), 2.0 / 3.0, 1e-12);
  EXPECT_NEAR(shares(2, 1), 1.0, 1e-12);
}

TEST(ObjectiveScaling, WithoutAHyperplaneTheWorstOfTheFrontIsTheNadir) {
  // One point is the extreme of all axes.
  ObjectiveScaling scaling(2);
  scaling.see(Matrix(1, 2, {0, 0}));
  const Matrix shares = scaling.shares(Matrix(2, 2, {-1, -4, -3, -8}), 1);
  EXPECT_EQ(shares, Matrix(2, 2, {1, 1, 3, 2}));
  // An objective that is the same for all counts nothing.
  ObjectiveScaling flat(2);
  EXPECT_EQ(shares_of(flat, Matrix(2, 2, {-1, -4, -3, -4}), 1), Matrix(2, 2, {0, 0, 1, 0}));
}

TEST(ObjectiveScaling, WhatIsNoNumberLacksMost) {
  ObjectiveScaling scaling(2);
  const Matrix shares =
      shares_of(scaling, Matrix(4, 2, {-10, 0, 0, -100, std::nan(""), 0, infinity, -infinity}), 4);
  EXPECT_EQ(shares(0, 0), 1.0);
  EXPECT_EQ(shares(1, 1), 1.0);
  EXPECT_EQ(shares(2, 0), 1e9);
  EXPECT_EQ(shares(3, 0), 0.0);
  EXPECT_EQ(shares(3, 1), 1e9);
}

TEST(ObjectiveScaling, ExtremesStayUntilSomebodyIsNearerToTheAxis) {
  ObjectiveScaling scaling(2), other(2);
  shares_of(scaling, Matrix(2, 2, {-10, 0, 0, -100}), 2);
  other.recall(scaling.memory());
  for (ObjectiveScaling* one : {&scaling, &other})
    EXPECT_EQ(shares_of(*one, Matrix(1, 2, {-5, -50}), 1), Matrix(1, 2, {0.5, 0.5}));
  EXPECT_EQ(scaling.memory(), other.memory());
  EXPECT_EQ(shares_of(scaling, Matrix(2, 2, {-5, 0, 0, -50}), 2), Matrix(2, 2, {1, 0, 0, 1}));
}

}  // namespace
}  // namespace moai
