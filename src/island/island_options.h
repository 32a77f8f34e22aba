#pragma once
// The `islands:` part of an experiment.

#include "algorithm/algorithm.h"
#include "algorithm/registry.h"
#include "island/topology.h"

namespace moai {

/// Whether islands wait for one another.
enum class MigrationMode : std::uint8_t { sync, async };

struct MigrationOptions {
  std::int64_t every = 25;   ///< generations between migrations
  double probability = 1.0;  ///< that an island takes part in one
  std::int64_t send = 5;     ///< individuals along an edge of weight 1
  EmigrantChoice select = EmigrantChoice::best;
  MigrantAcceptance accept = MigrantAcceptance::vote;
  bool move = false;  ///< emigrants leave instead of sending a copy
  MigrationMode mode = MigrationMode::sync;
};

/// Islands of their own, or one whose places are spread over the ranks of a group.
enum class IslandMode : std::uint8_t { separate, sharded };

struct IslandOptions {
  std::int64_t count = 1;
  IslandMode mode = IslandMode::separate;
  TopologyOptions topology;
  MigrationOptions migration;
};

/// Whether what is recorded depends on timing. A trial of one island has nothing to wait for.
inline bool is_asynchronous(const IslandOptions& options) {
  return options.count > 1 && options.migration.mode == MigrationMode::async;
}

/// Visits the keys of `islands:`.
void describe(OptionVisitor& visitor, IslandOptions& options);

/// Throws UserError where the options do not fit each other or the algorithm.
void check(const IslandOptions& options, const AlgorithmOptions& algorithm);

}  // namespace moai
