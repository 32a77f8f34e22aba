#pragma once
// Which objectives each cell of a MOVE map votes with.
//
//   CellTable table(random_subsets(14, 5, 100, {}, rng), 14);
//   table.objectives(7);   // five indices, ascending
//
// It is the same on every rank of a sharded map, and holds no elites (cell_shard.h does).

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "support/random.h"

namespace moai {

/// Indices of objectives, ascending, no two the same.
using Subset = std::vector<std::uint32_t>;

class CellTable {
 public:
  /// Throws std::logic_error for an empty or even subset, or an index >= objectives.
  CellTable(const std::vector<Subset>& subsets, std::size_t objectives);

  std::size_t cells() const { return starts_.size() - 1; }
  std::size_t objective_count() const { return objective_count_; }
  std::span<const std::uint32_t> objectives(std::size_t cell) const {
    return {indices_.data() + starts_[cell], starts_[cell + 1] - starts_[cell]};
  }
  /// Votes that win the cell: more than half of its objectives.
  std::uint32_t majority(std::size_t cell) const {
    return static_cast<std::uint32_t>((starts_[cell + 1] - starts_[cell]) / 2 + 1);
  }
  /// (C,M) row-major 0/1.
  std::span<const std::uint8_t> mask() const { return mask_; }

 private:
  std::size_t objective_count_;
  std::vector<std::size_t> starts_;
  std::vector<std::uint32_t> indices_;
  std::vector<std::uint8_t> mask_;
};

/// `count` subsets of `size` out of `objectives`: distinct, and distinct from `taken`, drawn
/// uniformly; where there are fewer than that, all of them in random order and then random repeats.
std::vector<Subset> random_subsets(std::size_t objectives, std::size_t size, std::size_t count,
                                   const std::vector<Subset>& taken, RandomStream& rng);

/// "mse+ssim+gmsd" as indices. Throws UserError naming the key for an unknown or repeated name or
/// an even number of them.
Subset parse_subset(const std::string& text, const std::vector<std::string>& objective_names);

}  // namespace moai
