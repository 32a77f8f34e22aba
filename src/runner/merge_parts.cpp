#include "runner/merge_parts.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "island/wire.h"
#include "runner/champion.h"

namespace moai {
namespace {

// Several islands propose a picture of the same generation; the best champion's is kept.
std::vector<Snapshot> best_snapshots(const std::vector<RankPart>& parts) {
  std::map<std::uint64_t, const SnapshotCandidate*> best;
  for (const RankPart& part : parts) {
    for (const SnapshotCandidate& candidate : part.snapshots) {
      const SnapshotCandidate*& held = best[candidate.snapshot.generation];
      if (held == nullptr || candidate.score > held->score ||
          (candidate.score == held->score && candidate.id < held->id))
        held = &candidate;
    }
  }
  std::vector<Snapshot> snapshots;
  for (const auto& [generation, candidate] : best) snapshots.push_back(candidate->snapshot);
  return snapshots;
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

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

TrialRecord merged_record(const std::vector<RankPart>& parts) {
  TrialRecord record;
  for (const RankPart& part : parts) {
    append(record.history, part.history);
    append(record.population, part.population);
    append(record.seeding, part.seeding);
    append(record.portraits, part.portraits);
    for (const IslandPart& island : part.islands) {
      append(record.events.replacements, island.events.replacements);
      append(record.events.migrations, island.events.migrations);
      append(record.events.births, island.events.births);
    }
  }
  record.snapshots = best_snapshots(parts);
  record.portraits = in_order(std::move(record.portraits));
  return record;
}

std::uint64_t completed(const std::vector<RankPart>& parts) {
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  for (const RankPart& part : parts)
    for (const IslandPart& island : part.islands) least = std::min(least, island.count.generations);
  return least;
}

std::uint64_t evaluations_of(const std::vector<RankPart>& parts) {
  std::uint64_t sum = 0;
  for (const RankPart& part : parts)
    for (const IslandPart& island : part.islands) sum += island.count.evaluations;
  return sum;
}

std::uint64_t gradient_steps_of(const std::vector<RankPart>& parts) {
  std::uint64_t sum = 0;
  for (const RankPart& part : parts)
    for (const IslandPart& island : part.islands) sum += island.count.gradient_steps;
  return sum;
}

NanCount merged_nans(const std::vector<RankPart>& parts) {
  NanCount nans;
  for (const RankPart& part : parts) nans.add(part.nans);
  return nans;
}

void merge_states(const std::vector<RankPart>& parts, std::size_t islands, Checkpoint& checkpoint) {
  checkpoint.generation = completed(parts) - 1;
  checkpoint.evaluations = evaluations_of(parts);
  checkpoint.gradient_steps = gradient_steps_of(parts);
  checkpoint.islands.resize(islands);
  checkpoint.numbers.assign(numbers_of_island * islands, 0.0);
  for (const RankPart& part : parts) {
    for (const IslandPart& island : part.islands) {
      // A shard other than the first has no state to give.
      if (!island.state.slots.empty()) checkpoint.islands[island.number] = island.state;
      double* numbers = &checkpoint.numbers[numbers_of_island * island.number];
      numbers[0] += static_cast<double>(island.count.evaluations);
      numbers[1] += static_cast<double>(island.count.gradient_steps);
      numbers[2] += static_cast<double>(island.count.replacements);
      numbers[3] += static_cast<double>(island.count.jumps);
      numbers[4] = static_cast<double>(island.count.generations);
    }
  }
}

IslandCount count_from(const std::vector<double>& numbers, std::size_t island) {
  const auto number = [&](std::size_t k) {
    return static_cast<std::uint64_t>(numbers.at(numbers_of_island * island + k));
  };
  IslandCount count;
  count.evaluations = number(0);
  count.gradient_steps = number(1);
  count.replacements = number(2);
  count.jumps = number(3);
  count.generations = number(4);
  return count;
}

void merge_members(const std::vector<RankPart>& parts, std::size_t islands,
                   const Normalisation& normalisation, FinalRecord& final) {
  final.members.resize(islands);
  final.masks.resize(islands);
  for (const RankPart& part : parts) {
    for (const IslandPart& island : part.islands) {
      append(final.members[island.number], island.members);
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

Bytes to_bytes(const Checkpoint& checkpoint) {
  ByteWriter out;
  out.put(checkpoint.generation);
  out.put(checkpoint.evaluations);
  out.put(checkpoint.gradient_steps);
  out.put(checkpoint.wall_seconds);
  out.put<std::uint64_t>(checkpoint.islands.size());
  for (const AlgorithmState& state : checkpoint.islands) put(out, state);
  out.put_all(checkpoint.numbers);
  return out.take();
}

Checkpoint to_checkpoint(const Bytes& bytes) {
  ByteReader in(bytes);
  Checkpoint checkpoint;
  checkpoint.generation = in.get<std::uint64_t>();
  checkpoint.evaluations = in.get<std::uint64_t>();
  checkpoint.gradient_steps = in.get<std::uint64_t>();
  checkpoint.wall_seconds = in.get<double>();
  checkpoint.islands.resize(in.get<std::uint64_t>());
  for (AlgorithmState& state : checkpoint.islands) state = get_state(in);
  checkpoint.numbers = in.get_all<double>();
  return checkpoint;
}

}  // namespace moai
