#pragma once
// How crowded the surroundings of each member of a front are: larger is lonelier.
//
//   auto distance = crowding_distance(fitness, fronts.members[0]);                 // NSGA-II
//   auto loneliness = omni_crowding(fitness, descriptors, front, true, true);      //
//   Omni-Optimizer
//
// Both are computed on the whole front, before it is cut. O(K N log N) for K columns. Where values
// are equal the earlier member of the front comes first, so results are reproducible. NaN counts as
// minus infinity; a column whose range on the front is zero or not finite is skipped.

#include <cstdint>
#include <span>
#include <vector>

#include "support/matrix.h"

namespace moai {

/// Crowding distance of NSGA-II (Deb et al., IEEE TEC 6(2), 2002), the sum over the objectives
/// divided by M. fitness: (N,M); front: F rows of it. Returns (F): infinity for the first and last
/// in any objective and for fronts of one or two members.
std::vector<double> crowding_distance(const Matrix& fitness, std::span<const std::uint32_t> front);

/// Crowding of the Omni-Optimizer (Deb and Tiwari, EJOR 185(3), 2008) in both spaces. fitness:
/// (N,M), descriptors: (N,D) places in variable space; front: F rows of both. Returns (F):
/// with both spaces, the larger of the two distances for whoever is above the front's average in
/// one of them, otherwise the smaller; with one space switched off, the other's alone (at least one
/// must be on, std::logic_error otherwise). The best in an objective have `omni_boundary`.
std::vector<double> omni_crowding(const Matrix& fitness, const Matrix& descriptors,
                                  std::span<const std::uint32_t> front, bool objective_crowding,
                                  bool variable_crowding);

/// The same with the distances in variable space, (F), measured by the caller in some way of its
/// own; their average counts as that of a single variable.
std::vector<double> omni_crowding(const Matrix& fitness, std::span<const double> in_variables,
                                  std::span<const std::uint32_t> front, bool objective_crowding);

/// The distance of boundary solutions in the Omni-Optimizer, in place of infinity.
inline constexpr double omni_boundary = 10.0;

}  // namespace moai
