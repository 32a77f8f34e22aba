#pragma once
// The weights of MOEA/D and which of them are neighbours.
//
//   Matrix weights = spread_weights(100, 3, rng);
//   Neighbourhoods near = nearest_weights(weights, 20);     // near[place]: 20 places, itself first

#include <cstdint>
#include <vector>

#include "support/matrix.h"
#include "support/random.h"

namespace moai {

/// `count` points of the simplex: the lattice with the most points that fit (reference_points.h),
/// then one by one the candidate that is farthest from all so far, of 5000 that are drawn uniformly
/// (Q. Zhang, W. Liu, H. Li, CEC 2009); count below the number of objectives: the first corners.
Matrix spread_weights(std::size_t count, std::size_t objectives, RandomStream rng);

using Neighbourhoods = std::vector<std::vector<std::uint32_t>>;

/// For each weight the `size` nearest ones, nearest first, of equally near ones those with lower
/// numbers; at most all. O(N^2 M).
Neighbourhoods nearest_weights(const Matrix& weights, std::size_t size);

}  // namespace moai
