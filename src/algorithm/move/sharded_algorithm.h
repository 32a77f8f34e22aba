#pragma once
// An island that several ranks may hold together (shard_peers.h), each a part of it.
//
//   std::vector<Member> everybody = outlines_of(*island.algorithm);   // on the first shard

#include "algorithm/algorithm.h"

namespace moai {

class ShardedAlgorithm : public Algorithm {
 public:
  /// As members(), but of the whole island, on its first shard; those that another shard holds
  /// have an id and fitness and nothing else.
  virtual std::vector<Member> outlines() const = 0;
};

/// The outlines of a sharded algorithm, the members of any other.
inline std::vector<Member> outlines_of(const Algorithm& algorithm) {
  const auto* sharded = dynamic_cast<const ShardedAlgorithm*>(&algorithm);
  return sharded != nullptr ? sharded->outlines() : algorithm.members();
}

}  // namespace moai
