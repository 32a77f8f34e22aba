#pragma once
// What one rank contributes to a commit or to the end of a trial: its islands and its rows.

#include <map>
#include <string>
#include <vector>

#include "algorithm/algorithm.h"
#include "parallel/communicator.h"
#include "record/trial_record.h"
#include "support/byte_stream.h"

namespace moai {

/// What is counted of an island besides its algorithm's state.
struct IslandCount {
  std::uint64_t generations = 0;  ///< that it has done
  std::uint64_t evaluations = 0;
  std::uint64_t gradient_steps = 0;
  std::uint64_t replacements = 0;  ///< by children, since the last row of the history
  std::uint64_t jumps = 0;         ///< those of them in another cell than the parent's
};

/// A picture for the record and what it competes with: other islands' champions of the generation.
struct SnapshotCandidate {
  IndividualId id;
  double score = 0.0;
  Snapshot snapshot;
};

struct IslandPart {
  std::uint32_t number = 0;
  AlgorithmState state;            ///< for a commit
  std::vector<Member> members;     ///< for the end
  std::vector<std::uint8_t> mask;  ///< for the end
  EventLog events;
  IslandCount count;
};

struct RankPart {
  std::vector<IslandPart> islands;
  std::vector<HistoryRow> history;
  std::vector<PopulationRow> population;
  std::vector<SeedRow> seeding;
  std::vector<SnapshotCandidate> snapshots;
  std::vector<Portrait> portraits;
  std::map<std::string, double> timing;  ///< for the end
  NanCount nans;
};

/// Collective: every rank's members on rank 0 of the group, nothing on the others.
std::vector<std::vector<Member>> gather_members(const std::vector<Member>& members,
                                                Communicator& group);

/// Collective: every rank's part on rank 0 of the group (in rank order), nothing on the others.
std::vector<RankPart> gather(RankPart part, Communicator& group);

}  // namespace moai
