#pragma once
// Fitness vectors without repetitions, in descending lexicographic order: a vector can only be
// dominated by an earlier one. What the rank finders (staircase.h, bit_ranks.h) work on.

#include <cstdint>
#include <span>
#include <vector>

#include "algorithm/pareto/order.h"
#include "support/matrix.h"

namespace moai {

struct DistinctPoints {
  Matrix columns;                       ///< (M,U) column m holds objective m, NaN as -infinity
  std::vector<std::uint32_t> position;  ///< (N) where each row of the fitness table went

  std::size_t size() const { return columns.columns(); }
  std::size_t objectives() const { return columns.rows(); }
};

/// fitness: (N,M), M >= 1, N >= 1. `sorter` lends its buffers.
DistinctPoints distinct_points(const Matrix& fitness, DescendingOrder& sorter);

}  // namespace moai
