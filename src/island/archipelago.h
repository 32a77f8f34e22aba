#pragma once
// The islands of one trial that live on this rank, and their exchange with the others.
//
// Island i lives on rank i modulo the size of the group's communicator. Migration is synchronous:
// all emigrants are chosen (and leave, if they move) before any is received, and arrive in the
// order of the islands they come from, so the recorded data do not depend on how islands are spread
// over ranks.

#include <memory>
#include <vector>

#include "algorithm/algorithm.h"
#include "island/island_options.h"
#include "support/communicator.h"

namespace moai {

struct Island {
  std::uint32_t number = 0;
  std::unique_ptr<Algorithm> algorithm;
  EventLog events;  ///< since they were last taken
};

class Archipelago {
 public:
  /// `islands`: those of this rank. `random`: of the trial. The communicator outlives this object.
  Archipelago(const IslandOptions& options, const RandomSource& random, Communicator& group,
              std::vector<Island> islands);

  std::vector<Island>& islands() { return islands_; }
  const std::vector<Island>& islands() const { return islands_; }

  /// A sharded island lives on all ranks of the group, a part of it on each.
  static bool lives_on(std::uint32_t island, const IslandOptions& options,
                       const Communicator& group) {
    return options.mode == IslandMode::sharded ||
           static_cast<int>(island % static_cast<std::uint32_t>(group.size())) == group.rank();
  }

  /// Migrates if the options say so after this generation. Collective over the group.
  void migrate(const Moment& moment);

 private:
  bool due(std::uint64_t generation) const;
  struct Departure {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::vector<Migrant> migrants;
  };
  /// Of one source, in edge order.
  std::vector<Departure> departures(const Island& source, const std::vector<Edge>& edges,
                                    std::uint64_t generation) const;
  void release(const std::vector<Departure>& departures);

  IslandOptions options_;
  RandomSource random_;
  Communicator* group_;
  std::vector<Island> islands_;
  std::unique_ptr<Topology> topology_;
};

}  // namespace moai
