#pragma once
// Non-dominated sorting of fitness vectors, larger is better.
//
//   Fronts fronts = non_dominated_sort(fitness);        // (N,M)
//   fronts.rank[i]      // 0: nobody dominates row i
//   fronts.members[0]   // the rows of the first front, ascending
//
// Exact, equal vectors share a rank. NaN counts as minus infinity. Two objectives take a sweep in
// O(N log N); more take bit sets, O(M N^2 / 512) steps and O(M N) memory. Constrained domination is
// the caller's: sort the feasible rows alone.

#include <cstdint>
#include <span>
#include <vector>

#include "support/matrix.h"

namespace moai {

struct Fronts {
  std::vector<std::uint32_t> rank;                  ///< (N)
  std::vector<std::vector<std::uint32_t>> members;  ///< of each front, in ascending order of row
};

/// Ranks by repeatedly taking off what nobody among the rest dominates. fitness: (N,M), N below
/// 2^32. N = 0 gives no fronts, M = 0 a single one.
Fronts non_dominated_sort(const Matrix& fitness);

/// The same with loose dominance (dominance.h), the tolerance of objective m being delta >= 0 times
/// the range of its finite values over all rows. Rank r is what no remaining row loosely dominates.
Fronts loose_non_dominated_sort(const Matrix& fitness, double delta);

/// delta times the range of the finite values of each column (0 where there are none): (M).
std::vector<double> loose_tolerance(const Matrix& fitness, double delta);

/// The rows that nobody dominates, ascending; equal rows are all kept.
std::vector<std::uint32_t> non_dominated(const Matrix& fitness);

}  // namespace moai
