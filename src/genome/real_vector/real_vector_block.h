#pragma once
// A block of real variables with its bounds and operators, and what is done with it: the parts from
// which spaces of real and of mixed variables are put together.
//
//   draw_block(block, 0, points, design, streams);       // the first genomes
//   mutate_block(block, 30, 0.5, x, rng);                // of a genome of 30 variables

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "genome/real_vector/real_vector.h"
#include "genome/real_vector/real_vector_options.h"
#include "support/random.h"

namespace moai {

struct RealVectorBlock {
  std::vector<double> lower;
  std::vector<double> upper;  ///< as many; nowhere below `lower`
  RealVectorOptions options = {};
  /// Where the first genomes are drawn; empty: between the bounds.
  std::vector<double> first_lower = {}, first_upper = {};
};

/// A design draws all genomes together; its stream is the last index, which no genome has.
inline constexpr std::uint64_t design_index = std::numeric_limits<std::uint32_t>::max();

/// Draws the variables of the block, which begin at `first`, of all points. `design` is for what
/// they draw together, streams[k] for point k alone.
void draw_block(const RealVectorBlock& block, std::size_t first, std::span<RealVector> points,
                RandomStream& design, std::span<RandomStream> streams);

/// x: the block's variables of one genome. `variables`: over how many of them the expected number
/// of mutations is spread; the block's own, or those of the whole genome.
void mutate_block(const RealVectorBlock& block, std::size_t variables, double progress,
                  std::span<double> x, RandomStream& rng);

/// x, y: the block's variables of two parents, which become those of their children.
void cross_block(const RealVectorBlock& block, double progress, std::span<double> x,
                 std::span<double> y, RandomStream& rng);

}  // namespace moai
