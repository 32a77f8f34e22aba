#pragma once
// What the first rank of a group makes of all ranks' parts: rows, a checkpoint, the end of a trial.
//
//   const auto parts = gather(std::move(part), group);
//   store.commit(header, merged_record(parts), checkpoint);
//
// The result depends on the islands alone, not on how they are spread: the parts of a sharded
// island are put together, those of other islands put in order.

#include <vector>

#include "runner/rank_part.h"
#include "support/byte_stream.h"

namespace moai {

/// Of Checkpoint::numbers, those that say what was counted of an island.
constexpr std::size_t numbers_of_island = 5;

TrialRecord merged_record(const std::vector<RankPart>& parts);

/// Generations that every island has done; evaluations and gradient steps of all islands.
std::uint64_t completed(const std::vector<RankPart>& parts);
std::uint64_t evaluations_of(const std::vector<RankPart>& parts);
std::uint64_t gradient_steps_of(const std::vector<RankPart>& parts);

/// Fills `generation`, `evaluations`, `gradient_steps`, `islands` and `numbers`.
void merge_states(const std::vector<RankPart>& parts, std::size_t islands, Checkpoint& checkpoint);

/// What merge_states has put into the numbers of a checkpoint.
IslandCount count_from(const std::vector<double>& numbers, std::size_t island);

/// Those of all ranks.
NanCount merged_nans(const std::vector<RankPart>& parts);

/// Fills `members`, `masks`, `champion` and `champion_island`.
void merge_members(const std::vector<RankPart>& parts, std::size_t islands,
                   const Normalisation& normalisation, FinalRecord& final);

/// A checkpoint (without timing) for the other ranks of the group.
Bytes to_bytes(const Checkpoint& checkpoint);
Checkpoint to_checkpoint(const Bytes& bytes);

}  // namespace moai
