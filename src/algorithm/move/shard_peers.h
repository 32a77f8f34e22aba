#pragma once
// How the shards of one MOVE map talk. Each shard holds a contiguous range of cells, makes the
// children of its own elites and counts the votes in its own cells. Fitness and wins are told to
// all; genomes travel only to where they won a cell and still hold it at the end of the generation.
//
// All member functions but the first two are collective: every shard calls them, in the same order.
// LonePeers is the map on one rank.

#include <vector>

#include "algorithm/individual.h"
#include "algorithm/move/contestants.h"

namespace moai {

/// Those who compete, without their genomes; row k of everything belongs to entrant k.
struct Entrants {
  std::vector<IndividualId> ids;
  std::vector<IndividualId> parents;
  std::vector<IndividualId> mates;         ///< the second parents; none: without crossover
  std::vector<std::int32_t> parent_cells;  ///< -1: random
  std::vector<std::int32_t> own;           ///< the cell it was made for; -1: a migrant
  std::vector<double> violation;
  Matrix fitness;        ///< (N,M)
  std::size_t mine = 0;  ///< where those that this shard gave begin

  std::size_t size() const { return ids.size(); }
};

class ShardPeers {
 public:
  virtual ~ShardPeers() = default;
  virtual std::size_t shard() const = 0;
  virtual std::size_t shards() const = 0;
  /// Those of all shards, one shard after the other, so that children come in the order of cells.
  virtual Entrants all(Entrants mine) = 0;
  virtual std::vector<Win> all(std::vector<Win> mine) = 0;
  /// to[s] goes to shard s. Returns what has come for this one, by the shard it came from.
  virtual std::vector<IndividualPointer> deliver(
      std::vector<std::vector<IndividualPointer>> to) = 0;
};

class LonePeers final : public ShardPeers {
 public:
  std::size_t shard() const override { return 0; }
  std::size_t shards() const override { return 1; }
  Entrants all(Entrants mine) override { return mine; }
  std::vector<Win> all(std::vector<Win> mine) override { return mine; }
  std::vector<IndividualPointer> deliver(std::vector<std::vector<IndividualPointer>> to) override {
    return std::move(to[0]);
  }
};

}  // namespace moai
