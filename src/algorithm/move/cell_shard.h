#pragma once
// The votes of a contiguous range of cells: what the elites are worth, as flat arrays, and who
// beats them. A map on one rank is one shard; a sharded map has one for every rank.
//
//   CellShard shard(table, 0, table.cells(), MoveReplacement::vote);
//   shard.contest(contestants, wins);   // unlimited jumps: every cell that is won is taken
//
// A contestant wins a cell when it is strictly higher on more than half of the cell's objectives
// (Algorithm 1 of the MOVE paper) or, by mean fitness, when the mean of the cell's normalised
// objectives is strictly higher. A NaN never wins, and loses to any number; so does an empty cell.
// Where constraints are violated, the smaller violation wins whatever the objectives say.
// Cells are numbered as in the whole map. Ids and genomes are kept by others.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "algorithm/move/cell_table.h"
#include "algorithm/move/contestants.h"
#include "algorithm/move/move_options.h"

namespace moai {

class CellShard {
 public:
  /// Cells [begin,end) of `table`, which outlives the shard; all empty.
  CellShard(const CellTable& table, std::size_t begin, std::size_t end, MoveReplacement rule);

  std::size_t begin() const { return begin_; }
  std::size_t end() const { return begin_ + means_.size(); }

  /// Contestant i holds `cell` from now on.
  void place(std::size_t cell, const Contestants& contestants, std::size_t i);

  /// Nobody holds `cell` from now on.
  void vacate(std::size_t cell);

  /// Contestant i against the holder of `cell`: what it wins, or nothing. Changes nothing.
  std::optional<Win> challenge(std::size_t cell, const Contestants& contestants,
                               std::size_t i) const;

  /// The cells that contestant i wins now, in the order of `goes_first`, at most `limit` of them.
  std::vector<Win> candidates(const Contestants& contestants, std::size_t i,
                              std::size_t limit) const;

  /// All contestants, one after the other, against all cells; each takes every cell it wins.
  /// Appends the wins, ordered by contestant, then cell. O(N C M) compares, in cache-sized blocks;
  /// where both are many, on ranks (ranked_votes.h), and cells that vote with the same objectives
  /// and whose holders are worth the same count once.
  void contest(const Contestants& contestants, std::vector<Win>& wins);

 private:
  /// Cells whose thresholds and objectives are equal, so that they go to the same contestants.
  using Twins = std::vector<std::uint32_t>;

  void contest_in_blocks(const Contestants& contestants, std::vector<Win>& wins);
  void contest_by_ranks(const Contestants& contestants, std::vector<Win>& wins);
  std::vector<Twins> twins() const;
  bool are_twins(std::size_t cell, std::size_t other) const;
  std::size_t blocks() const;
  /// First threshold of a cell; those of its other objectives follow at intervals of vote_width.
  std::size_t lane_of(std::size_t local) const;
  /// True where votes alone decide, so that blocks without a majority need no closer look.
  bool votes_decide() const;
  /// Which blocks of [first,last) contestant i may win something in.
  void mark(std::size_t first, std::size_t last, const Contestants& contestants, std::size_t i,
            std::uint8_t* marks) const;
  /// What contestant i wins in the block.
  void judge_block(std::size_t block, const Contestants& contestants, std::size_t i,
                   std::vector<Win>& wins) const;
  std::optional<Win> judge(std::size_t local, std::int64_t votes, const Contestants& contestants,
                           std::size_t i) const;

  const CellTable* table_;
  std::size_t begin_;
  MoveReplacement rule_;
  std::vector<double> thresholds_;            ///< (blocks, M, vote_width), see vote_kernel.h
  std::vector<std::int64_t> majority_;        ///< (blocks, vote_width)
  std::vector<double> means_;                 ///< (cells) -infinity: empty
  std::vector<double> violations_;            ///< (cells) NaN: empty
  std::vector<std::uint32_t> by_objectives_;  ///< the cells, those with equal objectives together
  bool constrained_ = false;                  ///< somebody has violated a constraint
};

/// What contestant `challenger` would win of `cell` if contestant `holder` held it: CellShard's
/// rule for a pair, which needs no elites and so can be asked for a cell of any shard.
std::optional<Win> duel(const CellTable& table, MoveReplacement rule, std::size_t cell,
                        const Contestants& contestants, std::size_t challenger, std::size_t holder);

}  // namespace moai
