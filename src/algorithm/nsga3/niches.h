#pragma once
// Who of the last front stays in NSGA-III: those of the least crowded reference lines (K. Deb, H.
// Jain, IEEE TEC 18(4), 2014, algorithms 3 and 4).
//
//   Association niches = associated(shares, references);
//   auto chosen = least_crowded(niches, kept, room, rng);   // the first `kept` rows stay anyway

#include <cstddef>
#include <cstdint>
#include <vector>

#include "support/matrix.h"
#include "support/random.h"

namespace moai {

/// The reference line nearest to each point.
struct Association {
  std::vector<std::uint32_t> line;  ///< (S) of equally near ones the first
  std::vector<double> distance;     ///< (S) to it, squared
  std::size_t lines = 0;            ///< how many there are
};

/// shares: (S,M) from the ideal point; references: (H,M), each the direction of a line from there.
/// O(S H M).
Association associated(const Matrix& shares, const Matrix& references);

/// `room` of the rows from `kept` on, counted from there, ascending. Again and again one of the
/// lines with the fewest members, at random; of its candidates the nearest when nobody is there
/// yet, otherwise any.
std::vector<std::uint32_t> least_crowded(const Association& niches, std::size_t kept,
                                         std::size_t room, RandomStream& rng);

}  // namespace moai
