#pragma once
// Who becomes a parent.

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "algorithm/population/population.h"
#include "algorithm/population/population_options.h"
#include "support/random.h"

namespace moai {

/// The winner of two: a smaller violation where one of them has any, then `by`, then (but
/// not by violation alone) the larger crowding distance, then a coin.
std::uint32_t winner(const Population& population, std::uint32_t a, std::uint32_t b, Tournament by,
                     RandomStream& coin);

/// `count` winners of tournaments among `size` competitors each. They are consecutive members of
/// random permutations of the population, so that everybody competes equally often (Deb 2002).
std::vector<std::uint32_t> winners(const Population& population, std::size_t count,
                                   std::size_t size, Tournament by, RandomStream& rng);

/// `count` winners of tournaments among `size` different competitors (everybody, where there are
/// fewer), drawn anew each time: a smaller violation wins, then the objectives in their order, so
/// nearly always the first alone; a NaN is the lowest number. This is what comparing lists of
/// scores does in the study of embeddings (experiments/embedding).
std::vector<std::uint32_t> lexicographic_winners(const Population& population, std::size_t count,
                                                 std::size_t size, RandomStream& rng);

/// The pairs that compete: from a random order of the population, everybody in one of them.
using Pairing = std::function<std::vector<std::pair<std::uint32_t, std::uint32_t>>(
    const Population&, std::span<const std::uint32_t> pool)>;

/// `count` winners of pairs of neighbours (restricted mating of the Omni-Optimizer, K. Deb,
/// S. Tiwari, EJOR 185(3), 2008).
std::vector<std::uint32_t> neighbour_winners(const Population& population, std::size_t count,
                                             Tournament by, const Pairing& neighbours,
                                             RandomStream& rng);

}  // namespace moai
