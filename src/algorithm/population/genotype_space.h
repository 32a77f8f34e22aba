#pragma once
// Near and far among genomes that have a distance but no coordinates (NEAT's networks).

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "genome/genome_space.h"

namespace moai {

/// Pairs as of nearest_pairs (pareto/nearest_pairs.h), by GenomeSpace::distance; among equals the
/// first in pool order. `pool` holds positions in `genomes`. O(P^2) distances.
std::vector<std::pair<std::uint32_t, std::uint32_t>> nearest_genomes(
    const GenomeSpace& space, std::span<const Genome* const> genomes,
    std::span<const std::uint32_t> pool);

/// (F) sum of the distances to the two nearest other members of the front, divided by the largest
/// distance on the front: the counterpart of a crowding distance, whose two neighbours are one on
/// each side. omni_boundary for fronts of one or two; 0 if all are the same. O(F^2) distances.
std::vector<double> genotype_crowding(const GenomeSpace& space,
                                      std::span<const Genome* const> genomes,
                                      std::span<const std::uint32_t> front);

}  // namespace moai
