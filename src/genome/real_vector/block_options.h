#pragma once
// A genome of real variables in blocks, as a generator takes them: an embedding and the pooled
// vector behind it, each with its own shape, ranges and variation.
//
//   blocks:
//     - {type: range, shape: [8, 16], minimum: -2, maximum: 2, mutation: gaussian}
//     - {type: files, minimum: low.npy, maximum: high.npy, bounds: overall}
//
// Which block is which is for whoever uses them to know; their order counts.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "genome/real_vector/real_vector_options.h"
#include "support/options.h"

namespace moai {

class RealVectorSpace;

/// Where variables may go: each within its own range, or all within the widest of the block.
enum class BlockBounds : std::uint8_t { each, overall };

struct BlockOptions {
  static constexpr std::size_t range_type = 0;
  static constexpr std::size_t files_type = 1;

  std::size_t type = range_type;
  std::vector<std::int64_t> shape = {1};   ///< range
  double minimum = -1.0, maximum = 1.0;    ///< range
  std::string minimum_file, maximum_file;  ///< files: .npy, whose shape is the block's
  BlockBounds bounds = BlockBounds::each;  ///< files
  RealVectorOptions variation;
};

struct BlocksOptions {
  std::vector<BlockOptions> blocks;
};

/// Visits `blocks`.
void describe(OptionVisitor& visitor, BlocksOptions& options);

/// Throws UserError where there is no block, or a range is the wrong way round. Reads no file.
void check(const BlocksOptions& options);

/// The shape of each block. Reads files; throws UserError naming key and file.
std::vector<std::vector<std::int64_t>> block_shapes(const BlocksOptions& options);

/// The space of such genomes. Throws as check() and block_shapes() do.
std::unique_ptr<RealVectorSpace> make_block_space(const BlocksOptions& options);

}  // namespace moai
