#pragma once
// The innermost loop of MOVE: one child against blocks of cells, over flat arrays.
//
// A block is `vote_width` cells side by side: for each objective the thresholds of all of them, so
// that one instruction compares several cells. A cell that does not vote with an objective has an
// infinite threshold there, so no mask is needed.

#include <cstddef>
#include <cstdint>

namespace moai {

constexpr std::size_t vote_width = 16;

/// blocks: how many; thresholds: (blocks, objectives, vote_width); majority: (blocks, vote_width);
/// fitness: (objectives). marks[b] becomes 1 if in block b some cell has at least its majority of
/// thresholds below the fitness, else 0. NaN is above nothing. Uses AVX2 where the machine has it;
/// the result does not depend on it.
void mark_blocks(std::size_t blocks, const double* thresholds, const std::int64_t* majority,
                 const double* fitness, std::size_t objectives, std::uint8_t* marks);

/// The votes themselves, in one block: thresholds (objectives, vote_width), votes (vote_width).
void count_votes(const double* thresholds, const double* fitness, std::size_t objectives,
                 std::int64_t* votes);

}  // namespace moai
