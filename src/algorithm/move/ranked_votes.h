#pragma once
// Votes of many contestants in many cells, on 16-bit ranks instead of reals: four times as many
// comparisons an instruction, and no row for an objective that no cell of a block votes with.
//
//   RankedVotes votes(table, cells);          // one column a cell
//   votes.load(contestants, 0, 30'000, threshold);
//   votes.mark(first_block, last_block, i, marks);
//
// Of the contestants of a chunk, the values of an objective are replaced by their ranks (1: the
// lowest; equal values share one; NaN: 0) and what a cell's holder is worth by the number of ranks
// that are not above it. So `rank > code` exactly where `value > threshold`, also for infinities.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "algorithm/move/cell_table.h"
#include "algorithm/move/contestants.h"

namespace moai {

class RankedVotes {
 public:
  static constexpr std::size_t columns = 64;            ///< cells of a block
  static constexpr std::size_t largest_chunk = 32'000;  ///< contestants

  /// `cells`: of `table`, which outlives this object. Blocks are small where neighbours in this
  /// list vote with the same objectives.
  RankedVotes(const CellTable& table, std::vector<std::uint32_t> cells);

  /// Contestants [first,last) are those of the chunk, at most largest_chunk of them.
  /// `threshold(cell, objective)`: what the cell's holder is worth now, never NaN.
  void load(const Contestants& contestants, std::size_t first, std::size_t last,
            const std::function<double(std::size_t, std::size_t)>& threshold);

  std::size_t blocks() const { return rows_.size() - 1; }
  std::size_t first_column(std::size_t block) const { return block * columns; }

  /// marks[b - first] becomes 1 where contestant i has the majority in some cell of block b, else
  /// 0.
  void mark(std::size_t first, std::size_t last, std::size_t i, std::uint8_t* marks) const;
  /// The votes of contestant i in each column of the block.
  void count(std::size_t block, std::size_t i, std::span<std::int16_t, columns> votes) const;
  /// Whether so many votes win the cell of this column.
  bool wins(std::size_t column, std::int16_t votes) const { return votes >= majority_[column]; }
  /// Contestant i holds the cell of this column from now on.
  void place(std::size_t column, std::size_t i);

 private:
  const std::int16_t* ranks_of(std::size_t i) const;

  const CellTable* table_;
  std::vector<std::uint32_t> cells_;
  std::vector<std::size_t> rows_;             ///< (blocks + 1) first row of each block
  std::vector<std::uint16_t> row_objective_;  ///< (rows)
  std::vector<std::int16_t> codes_;           ///< (rows, columns)
  std::vector<std::int16_t> majority_;        ///< (blocks, columns)
  std::size_t first_ = 0;                     ///< of the chunk
  std::vector<std::int16_t> ranks_;           ///< (chunk, M)
  std::vector<std::int16_t> least_;           ///< (M) code of a holder whose value is NaN
};

}  // namespace moai
