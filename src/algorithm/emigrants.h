#pragma once
// Which members of an island leave; shared by the algorithms.
//
//   auto travellers = choose_emigrants(members(), EmigrantChoice::best, 5, normalisation, rng);

#include <span>
#include <vector>

#include "algorithm/algorithm.h"

namespace moai {

/// `count` different individuals among the members (fewer if there are fewer), by
/// * best: lower rank, then higher score, then place;
/// * random: uniformly among the individuals;
/// * tournament: winners of binary tournaments (as `best`), each at most once;
/// * one_per_cell: the holders of randomly drawn cells, so whoever holds many leaves more likely;
/// * spread: the best, then again and again the individual of the best rank that is farthest, in
///   normalised fitness, from those chosen already; of equals the better one.
std::vector<IndividualPointer> choose_emigrants(std::span<const Member> members,
                                                EmigrantChoice choice, std::size_t count,
                                                const Normalisation& normalisation,
                                                RandomStream& rng);

}  // namespace moai
