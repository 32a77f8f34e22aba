#pragma once
// Non-domination ranks of points with one or two objectives, by a sweep. See sorting.h for the
// function that users call.

#include <cstdint>
#include <span>
#include <vector>

#include "algorithm/pareto/distinct_points.h"

namespace moai {

/// Ranks of the points, O(U log F) for F fronts. The idea is that of Jensen (IEEE TEC 7(5), 2003):
/// walk by the first objective and search the fronts' best second values. points: 1 or 2
/// objectives.
std::vector<std::uint32_t> staircase_ranks(const DistinctPoints& points);

/// The same by loose dominance with the tolerances (M) of dominance.h.
std::vector<std::uint32_t> loose_staircase_ranks(const DistinctPoints& points,
                                                 std::span<const double> tolerance);

}  // namespace moai
