#pragma once
// Non-domination ranks of points with any number of objectives, by bit sets in blocks. See
// sorting.h for the function that users call.

#include <cstdint>
#include <span>
#include <vector>

#include "algorithm/pareto/distinct_points.h"
#include "algorithm/pareto/order.h"

namespace moai {

/// Ranks of the points (M >= 2 objectives). Points are taken 512 at a time; one walk per objective
/// from best to worst keeps a bit set of those already passed, and every later point's AND of these
/// sets is whoever of the 512 dominates it. O(M U^2 / 512) steps on 64 bytes, O(M U) memory.
/// With `tolerance` (M) not empty: ranks by loose dominance (dominance.h).
std::vector<std::uint32_t> bit_ranks(const DistinctPoints& points,
                                     std::span<const double> tolerance, DescendingOrder& sorter);

}  // namespace moai
