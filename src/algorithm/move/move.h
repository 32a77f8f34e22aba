#pragma once
// MOVE, Many-objective Optimization via Voting for Elites (J. Dean, N. Cheney, GECCO 2023
// companion, doi 10.1145/3583133.3590693, Algorithm 1): a map of cells, each with a subset of the
// objectives and one elite. A child that is strictly better on more than half of a cell's
// objectives becomes its elite, in its parent's cell or (a jump) in any other.
//
//   Move move(options, context);   // generation 0 is random; then each elite makes a child
//
// Votes are counted by CellShard; this class makes children, keeps elites and records events.

#include <memory>
#include <vector>

#include "algorithm/algorithm.h"
#include "algorithm/move/cell_shard.h"
#include "algorithm/move/cell_table.h"
#include "algorithm/move/move_options.h"

namespace moai {

class Move final : public Algorithm {
 public:
  /// Throws UserError naming the key where options and objectives do not fit together.
  Move(const MoveOptions& options, const AlgorithmContext& context);
  Move(const Move&) = delete;  // the shard refers to the table
  Move& operator=(const Move&) = delete;

  std::vector<Child> ask(const Moment& moment) override;
  void tell(const Moment& moment, std::vector<Child> children, const Evaluation& evaluation,
            EventLog& events) override;
  /// One for each cell that has an elite, in cell order.
  std::vector<Member> members() const override;
  std::vector<IndividualPointer> emigrants(EmigrantChoice choice, std::size_t count,
                                           RandomStream& rng) const override;
  /// They compete in the order given, in all cells, and the limit of jumps holds for them too; with
  /// `jumps: none` a migrant may take one cell.
  std::vector<std::uint32_t> receive(const Moment& moment,
                                     std::span<const IndividualPointer> migrants,
                                     EventLog& events) override;
  /// Individuals in the order of the first cell they hold; one slot a cell.
  AlgorithmState save() const override;
  void restore(AlgorithmState state) override;
  std::span<const std::uint8_t> objective_mask() const override { return table_.mask(); }

 private:
  Child make_child(const Moment& moment, std::size_t cell, std::size_t index) const;
  const Normalisation* means() const;
  std::vector<Win> contest(const Contestants& contestants, std::int64_t jumps);
  void take(const Moment& moment, const Win& win, const IndividualPointer& individual,
            ReplacementKind kind, std::int32_t from_cell, EventLog& events);

  MoveOptions options_;
  AlgorithmContext context_;
  CellTable table_;
  CellShard shard_;
  std::vector<IndividualPointer> elites_;  ///< (C) nullptr: empty
};

}  // namespace moai
