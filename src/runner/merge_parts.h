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

namespace moai {

TrialRecord merged_record(const std::vector<RankPart>& parts);

/// Generations that every island has done.
std::uint64_t completed(const std::vector<RankPart>& parts);

/// Efforts of all islands and NaN of all ranks; the rest is for the first rank to fill.
Usage merged_usage(const std::vector<RankPart>& parts);

/// By number of the island.
std::vector<IslandCheckpoint> merged_states(const std::vector<RankPart>& parts,
                                            std::size_t islands);

/// Fills `members`, `masks`, `champion` and `champion_island`.
void merge_members(const std::vector<RankPart>& parts, std::size_t islands,
                   const Normalisation& normalisation, FinalRecord& final);

}  // namespace moai
