#pragma once
// MOVE, Many-objective Optimization via Voting for Elites (J. Dean, N. Cheney, GECCO 2023
// companion, doi 10.1145/3583133.3590693, Algorithm 1): a map of cells, each with a subset of the
// objectives and one elite. A child that is strictly better on more than half of a cell's
// objectives becomes its elite, in its parent's cell or (a jump) in any other.
//
//   Move move(options, context);           // the whole map
//   Move shard(options, context, &peers);  // one shard of a map that several ranks hold together
//
// Votes are counted by CellShard; this class makes children, keeps elites and records events.

#include <memory>
#include <vector>

#include "algorithm/chronicle.h"
#include "algorithm/move/cell_shard.h"
#include "algorithm/move/cell_table.h"
#include "algorithm/move/move_options.h"
#include "algorithm/move/shard_peers.h"
#include "algorithm/move/sharded_algorithm.h"
#include "algorithm/variation.h"

namespace moai {

/// A shard makes the children of its own cells and knows the elites of its own cells; together the
/// shards do, bit for bit, what the whole map does. Then tell, receive and save are collective, and
/// every event is logged by shard 0 alone.
class Move final : public ShardedAlgorithm {
 public:
  /// Throws UserError naming the key where options and objectives do not fit together.
  Move(const MoveOptions& options, const AlgorithmContext& context, ShardPeers* peers = nullptr);
  Move(const Move&) = delete;  // the shard refers to the table
  Move& operator=(const Move&) = delete;

  std::vector<Child> ask(const Moment& moment) override;
  void tell(const Moment& moment, std::vector<Child> children, const Evaluation& evaluation,
            EventLog& events) override;
  /// One for each cell (of this shard) that has an elite, in cell order.
  std::vector<Member> members() const override;
  std::vector<Member> outlines() const override;
  /// They compete in the order given, and the limit of jumps holds for them, too; with `jumps:
  /// none` a migrant may take one cell.
  std::vector<std::uint32_t> receive(const Moment& moment, std::span<const Migrant> migrants,
                                     MigrantAcceptance acceptance, EventLog& events) override;
  /// Of a sharded map every shard is told all leavers.
  void release(std::span<const IndividualId> leavers) override;
  /// Individuals in the order of the first cell they hold; one slot a cell of the whole map. On
  /// shards other than the first: nothing.
  AlgorithmState save() const override;
  /// Takes the state of the whole map.
  void restore(AlgorithmState state) override;
  std::span<const std::uint8_t> objective_mask() const override { return table_.mask(); }
  std::vector<std::uint8_t> aims(const Child& child) const override;

 private:
  const Individual& mate_of(const Individual& parent, const Moment& moment,
                            std::size_t index) const;
  Child make_child(const Moment& moment, std::size_t cell, std::size_t index) const;
  const Normalisation* means() const;
  std::size_t shard_of(std::size_t cell) const;
  std::vector<Win> contest(const Contestants& contestants, std::int64_t jumps);
  /// All of `mine` and of the peers' compete; elites and holders change. Returns the cells that
  /// each of `mine` won. Children compete in random order.
  std::vector<std::uint32_t> compete(const Moment& moment, std::span<const IndividualPointer> mine,
                                     std::span<const std::int32_t> own, std::int64_t jumps,
                                     bool migrants, EventLog& events);
  void log(const Entrants& entrants, std::span<const std::uint32_t> order,
           std::span<const Win> wins, bool migrants, Chronicle& chronicle) const;
  void send_elites(const Entrants& entrants, std::span<const std::uint32_t> order,
                   std::span<const Win> wins, std::span<const IndividualPointer> mine);

  MoveOptions options_;
  AlgorithmContext context_;
  Breeder breeder_;
  LonePeers lone_;
  ShardPeers* peers_;
  CellTable table_;
  CellShard shard_;
  std::vector<IndividualId> holders_;      ///< of all cells
  std::vector<IndividualPointer> elites_;  ///< of the shard's cells; nullptr: empty
  /// On the first of several shards: the other shards' elites, by cell, without genomes.
  std::vector<IndividualPointer> distant_;
};

}  // namespace moai
