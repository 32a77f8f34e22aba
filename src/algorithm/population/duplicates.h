#pragma once
// Children that already exist.

#include <cstdint>
#include <span>
#include <vector>

#include "genome/genome_space.h"

namespace moai {

/// The positions, ascending, of those candidates that are the same (GenomeSpace::same) as one of
/// `known` or as an earlier candidate. O(N log N) comparisons of keys (genome_key.h).
std::vector<std::uint32_t> duplicates(const GenomeSpace& space,
                                      std::span<const Genome* const> known,
                                      std::span<const Genome* const> candidates);

}  // namespace moai
