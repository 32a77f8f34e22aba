#pragma once
// The `islands:` part of an experiment.

#include "algorithm/algorithm.h"
#include "island/topology.h"

namespace moai {

struct MigrationOptions {
  std::int64_t every = 25;   ///< generations between migrations
  double probability = 1.0;  ///< that an island takes part in one
  std::int64_t send = 5;     ///< individuals along an edge of weight 1
  EmigrantChoice select = EmigrantChoice::best;
};

struct IslandOptions {
  std::int64_t count = 1;
  TopologyOptions topology;
  MigrationOptions migration;
};

/// Visits the keys of `islands:`.
void describe(OptionVisitor& visitor, IslandOptions& options);

}  // namespace moai
