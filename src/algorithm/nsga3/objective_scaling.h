#pragma once
// The adaptive normalisation of NSGA-III: objectives as shares of the way from the ideal point to
// the nadir that a hyperplane through the extreme points shows (K. Deb, H. Jain, IEEE TEC 18(4),
// 2014, section IV-C; extreme points are kept from generation to generation, as J. Blank, K. Deb,
// P. C. Roy, EMO 2019, advise).
//
//   scaling.see(fitness);                           // the ideal point, from all that is feasible
//   Matrix shares = scaling.shares(competing, 40);  // 0: ideal, 1: nadir; the first 40 rows are
//                                                   // the first front
//
// Where the extreme points span no hyperplane, or it cuts an axis at or before the ideal point, the
// worst of the first front stands for the nadir. Nothing depends on the units of the objectives.

#include <cstddef>
#include <span>
#include <vector>

#include "support/matrix.h"

namespace moai {

class ObjectiveScaling {
 public:
  explicit ObjectiveScaling(std::size_t objectives);

  /// Takes note of the best value of each objective (finite ones). fitness: (N,M), larger is
  /// better.
  void see(const Matrix& fitness);

  /// (S,M) what each row of `fitness` lacks, from 0 up; 1 at the nadir. The first `front` rows are
  /// non-dominated. A value that is no number lacks most of all.
  Matrix shares(const Matrix& fitness, std::size_t front);

  /// The ideal and the extreme points, 1 + M of them, to be continued with.
  std::vector<double> memory() const;
  void recall(std::span<const double> memory);

 private:
  /// How far from the ideal point the nadir is.
  std::vector<double> nadir(const Matrix& extremes, const Matrix& lack,
                            const std::vector<double>& unit) const;

  std::vector<double> ideal_;  ///< (M) fitness; minus infinity: not known
  Matrix extremes_;            ///< (M,M) fitness, row m near the axis m; minus infinity: none yet
};

}  // namespace moai
