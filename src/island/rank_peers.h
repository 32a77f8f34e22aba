#pragma once
// The shards of one MOVE map on the ranks of a group: ShardPeers over a Communicator.
//
//   RankPeers peers(group);
//   context.peers = &peers;     // shard r of the map lives on rank r
//
// Fitness and wins are gathered by all ranks, genomes go from rank to rank.

#include "algorithm/move/shard_peers.h"
#include "parallel/communicator.h"

namespace moai {

class RankPeers final : public ShardPeers {
 public:
  /// The communicator outlives this object.
  explicit RankPeers(Communicator& group) : group_(&group) {}

  std::size_t shard() const override { return static_cast<std::size_t>(group_->rank()); }
  std::size_t shards() const override { return static_cast<std::size_t>(group_->size()); }
  Entrants all(Entrants mine) override;
  std::vector<Win> all(std::vector<Win> mine) override;
  std::vector<IndividualPointer> deliver(std::vector<std::vector<IndividualPointer>> to) override;

 private:
  Communicator* group_;
};

}  // namespace moai
