#pragma once
// Pairs of near neighbours, for the restricted tournament of the Omni-Optimizer (Deb and Tiwari,
// EJOR 185(3), 2008): the first of the pool and whoever of the rest is nearest to it leave
// together, until nobody is left.
//
//   auto pool = rng.permutation(population);
//   for (auto [p, q] : nearest_pairs(descriptors, pool)) ...

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "support/matrix.h"

namespace moai {

/// points: (N,D); pool: rows of it, in order. The distance is Euclidean, every column divided by
/// its range over all N rows (a column without one is left out); among equals the first in pool
/// order. NaN is farther than anything. Returns ceil(pool/2) pairs; of an odd pool the last one is
/// paired with itself. O(D pool^2), vectorised.
std::vector<std::pair<std::uint32_t, std::uint32_t>> nearest_pairs(
    const Matrix& points, std::span<const std::uint32_t> pool);

}  // namespace moai
