// If these fail, NSGA-III and MOEA/D look in directions that are not evenly spread, or in more or
// fewer of them than their papers.
#include "algorithm/reference/reference_points.h"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "support/option_error.h"

namespace moai {
namespace {

using Divisions = std::vector<std::int64_t>;

TEST(ReferencePoints, AreThoseOfThePapers) {
  // K. Deb, H. Jain 2014, table I.
  EXPECT_EQ(simplex_lattice(3, 12).rows(), 91u);
  EXPECT_EQ(simplex_lattice(5, 6).rows(), 210u);
  EXPECT_EQ(layered_reference_points(8, Divisions{3, 2}).rows(), 156u);
  EXPECT_EQ(layered_reference_points(10, Divisions{3, 2}).rows(), 275u);
  EXPECT_EQ(layered_reference_points(15, Divisions{2, 1}).rows(), 135u);
  EXPECT_EQ(simplex_lattice(3, 2), Matrix(6, 3,
                                          {0, 0, 1, 0, .5, .5, 0, 1, 0,  //
                                           .5, 0, .5, .5, .5, 0, 1, 0, 0}));
  EXPECT_EQ(simplex_lattice(2, 4), Matrix(5, 2, {0, 1, .25, .75, .5, .5, .75, .25, 1, 0}));
  EXPECT_EQ(simplex_lattice(1, 3), Matrix(1, 1, 1.0));
}

TEST(ReferencePoints, AreDifferentAndSumToOne) {
  for (const Divisions& divisions : {Divisions{5}, Divisions{3, 2}}) {
    const Matrix points = layered_reference_points(6, divisions);
    EXPECT_EQ(points.rows(), checked_count(6, divisions));
    std::set<std::vector<double>> different;
    for (std::size_t k = 0; k < points.rows(); ++k) {
      const auto row = points.row(k);
      EXPECT_NEAR(std::accumulate(row.begin(), row.end(), 0.0), 1.0, 1e-12);
      different.emplace(row.begin(), row.end());
    }
    EXPECT_EQ(different.size(), points.rows());
  }
}

TEST(ReferencePoints, TheInnerLayerLiesHalfWayToTheCentre) {
  const Matrix points = layered_reference_points(4, Divisions{1, 1});
  ASSERT_EQ(points.rows(), 8u);
  EXPECT_EQ(std::vector(points.row(4).begin(), points.row(4).end()),
            (std::vector{0.125, 0.125, 0.125, 0.625}));
}

TEST(ReferencePoints, FitThePopulation) {
  EXPECT_EQ(divisions_for(3, 92), (Divisions{12}));
  EXPECT_EQ(divisions_for(2, 100), (Divisions{99}));
  EXPECT_EQ(divisions_for(5, 212), (Divisions{6}));
  EXPECT_EQ(divisions_for(8, 156), (Divisions{3, 2}));
  EXPECT_EQ(divisions_for(10, 276), (Divisions{3, 2}));
  EXPECT_EQ(divisions_for(15, 136), (Divisions{2, 1}));
  EXPECT_EQ(divisions_for(14, 8), (Divisions{1}));
  EXPECT_EQ(divisions_for(1, 8), (Divisions{1}));
}

TEST(ReferencePoints, RefuseWhatNobodyCanMean) {
  EXPECT_THROW(checked_count(3, Divisions{3, 2, 1}), OptionError);
  EXPECT_THROW(checked_count(20, Divisions{20}), OptionError);
  EXPECT_THROW(checked_count(3, Divisions{10'000, 10'000}), OptionError);
}

}  // namespace
}  // namespace moai
