#pragma once
// The islands of one trial that live on this rank, and their exchange with the others.
//
// Island i lives on rank i modulo the size of the group's communicator. All emigrants are chosen
// (and leave, if they move) before any is received, and arrive in the order of the islands they
// come from. With synchronous migration the recorded data therefore do not depend on how islands
// are spread over ranks; asynchronous migration (mail.h) waits for nobody.

#include <memory>
#include <vector>

#include "algorithm/algorithm.h"
#include "island/island_options.h"
#include "island/mail.h"
#include "parallel/communicator.h"

namespace moai {

struct Island {
  std::uint32_t number = 0;
  std::unique_ptr<Algorithm> algorithm;
  EventLog events;  ///< since they were last taken
  /// The first generation that it has not done. It rests while this rank is in an earlier one,
  /// which happens after asynchronous islands were continued on other ranks.
  std::uint64_t begins = 0;

  bool rests(const Moment& moment) const { return begins > moment.generation; }
};

class Archipelago {
 public:
  /// `islands`: those of this rank. `random`: of the trial. `normalisation`: by which the best are
  /// chosen to leave. It and the communicator outlive this object.
  Archipelago(const IslandOptions& options, const RandomSource& random,
              const Normalisation& normalisation, Communicator& group, std::vector<Island> islands);

  std::vector<Island>& islands() { return islands_; }
  const std::vector<Island>& islands() const { return islands_; }

  /// A sharded island lives on all ranks of the group, a part of it on each.
  static bool lives_on(std::uint32_t island, const IslandOptions& options,
                       const Communicator& group) {
    return options.mode == IslandMode::sharded ||
           static_cast<int>(island % static_cast<std::uint32_t>(group.size())) == group.rank();
  }

  /// Sends if the options say so after this generation, and receives. With synchronous migration
  /// collective over the group.
  void migrate(const Moment& moment);
  /// Collective: nothing is sent any more, and what is still under way is lost.
  void close() { mail_->close(); }

 private:
  bool due(std::uint64_t generation) const;
  /// Of one source, in edge order.
  std::vector<Departure> departures(const Island& source, const std::vector<Edge>& edges,
                                    std::uint64_t generation) const;
  std::vector<Departure> all_departures(const Moment& moment, const std::vector<Edge>& edges) const;
  void release(const std::vector<Departure>& departures);

  IslandOptions options_;
  RandomSource random_;
  const Normalisation* normalisation_;
  std::vector<Island> islands_;
  std::unique_ptr<Mail> mail_;
  std::unique_ptr<Topology> topology_;
};

}  // namespace moai
