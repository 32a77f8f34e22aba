#include "runner/merge_parts.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "runner/champion.h"

namespace moai {
namespace {

// Several islands propose a picture of the same generation; the best champion's is kept.
std::vector<Snapshot> best_snapshots(std::vector<Snapshot> proposed) {
  const auto key = [](const Snapshot& s) { return std::tuple(s.generation, -s.score, s.id); };
  std::ranges::stable_sort(proposed, {}, key);
  const auto others = std::ranges::unique(proposed, {}, &Snapshot::generation);
  proposed.erase(others.begin(), others.end());
  return proposed;
}

// In an order that does not depend on who drew them; a sharded island's holders may have been drawn
// by several ranks.
std::vector<Portrait> in_order(std::vector<Portrait> portraits) {
  const auto key = [](const Portrait& p) { return std::tuple(p.generation, p.island, p.id); };
  std::ranges::stable_sort(portraits, {}, key);
  const auto doubles = std::ranges::unique(portraits, {}, key);
  portraits.erase(doubles.begin(), doubles.end());
  return portraits;
}

}  // namespace

TrialRecord merged_record(const std::vector<RankPart>& parts) {
  TrialRecord record;
  for (const RankPart& part : parts) append(record, part.record);
  record.snapshots = best_snapshots(std::move(record.snapshots));
  record.portraits = in_order(std::move(record.portraits));
  // A sharded island's children fail on several ranks.
  std::ranges::stable_sort(record.failures, {}, [](const FailureRow& row) {
    return std::tuple(row.generation, row.island, row.id);
  });
  return record;
}

std::uint64_t completed(const std::vector<RankPart>& parts) {
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  for (const RankPart& part : parts)
    for (const IslandPart& island : part.islands) least = std::min(least, island.count.generations);
  return least;
}

Usage merged_usage(const std::vector<RankPart>& parts) {
  Usage usage;
  for (const RankPart& part : parts) {
    usage.nans.add(part.nans);
    for (const IslandPart& island : part.islands) add_up(usage.effort, island.count.effort);
  }
  return usage;
}

std::vector<IslandCheckpoint> merged_states(const std::vector<RankPart>& parts,
                                            std::size_t islands) {
  std::vector<IslandCheckpoint> states(islands);
  for (const RankPart& part : parts) {
    for (const IslandPart& island : part.islands) {
      IslandCheckpoint& state = states[island.number];
      // A shard other than the first has no state to give.
      if (!island.state.slots.empty()) state.algorithm = island.state;
      state.count.generations = island.count.generations;
      add_up(state.count.effort, island.count.effort);
      add_up(state.count.turnover, island.count.turnover);
    }
  }
  return states;
}

void merge_members(const std::vector<RankPart>& parts, std::size_t islands,
                   const Normalisation& normalisation, FinalRecord& final) {
  final.members.resize(islands);
  final.masks.resize(islands);
  for (const RankPart& part : parts) {
    for (const IslandPart& island : part.islands) {
      auto& members = final.members[island.number];
      members.insert(members.end(), island.members.begin(), island.members.end());
      final.masks[island.number] = island.mask;
    }
  }
  Champion best;
  for (std::uint32_t island = 0; island < islands; ++island) {
    const Champion champion = champion_of(final.members[island], normalisation);
    if (!better_champion(champion, best)) continue;
    best = champion;
    final.champion_island = island;
  }
  final.champion = best.individual;
}

}  // namespace moai
