#pragma once
// Points spread evenly over the unit simplex: reference points of NSGA-III, weights of MOEA/D.
//
//   Matrix points = simplex_lattice(3, 12);              // (91,3), each row sums to 1
//   Matrix two = layered_reference_points(8, {3, 2});    // (156,8)
//
// I. Das, J. E. Dennis, "Normal-boundary intersection", SIAM J. Optim. 8(3), 1998; two layers as in
// K. Deb, H. Jain, IEEE TEC 18(4), 2014.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "support/matrix.h"
#include "support/options.h"

namespace moai {

/// How many points simplex_lattice makes, binomial(M+p-1, p), or `limit` + 1 where it is more.
std::size_t lattice_size(std::size_t objectives, std::size_t divisions, std::size_t limit);

/// All points whose coordinates are multiples of 1/divisions and sum to 1, in lexicographic order,
/// the first coordinate ascending: (binomial(M+p-1,p), M). M >= 1, p >= 1.
Matrix simplex_lattice(std::size_t objectives, std::size_t divisions);

/// The outer layer and, with a second entry, an inner one shrunk by half towards the centre, after
/// it. divisions: one or two.
Matrix layered_reference_points(std::size_t objectives, std::span<const std::int64_t> divisions);

/// The divisions of the most points that are no more than `count`: one layer, or two where one has
/// no point inside the simplex (p < M). At least {1}, the corners.
std::vector<std::int64_t> divisions_for(std::size_t objectives, std::size_t count);

/// Visits `divisions`.
void describe_divisions(OptionVisitor& visitor, std::vector<std::int64_t>& divisions);

/// How many points these divisions make. OptionError where there are more than two layers, or more
/// than half a million points.
std::size_t checked_count(std::size_t objectives, std::span<const std::int64_t> divisions);

}  // namespace moai
