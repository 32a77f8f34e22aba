#include "genome/real_vector/block_options.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "genome/real_vector/real_vector_space.h"
#include "media/npy.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::int64_t most_variables = 100'000'000;

std::string place(std::size_t block, std::string_view key) {
  return concat("problem.genome.blocks[", block, "].", key);
}

void describe_block(OptionVisitor& visitor, BlockOptions& options) {
  static constexpr auto bounds = enum_words<BlockBounds::overall>(
      {{"each", "every variable stays within its own range"},
       {"overall",
        "from the smallest of the minima to the largest of the maxima; the ranges "
        "say where the first genomes are drawn"}});
  const std::array types{
      Alternative{"range", "one range for all variables",
                  [&](OptionVisitor& v) {
                    v.integers("shape", options.shape, 0, {1, most_variables},
                               "of the tensor that a generator takes, the batch left out");
                    v.real("minimum", options.minimum, {}, "the least value");
                    v.real("maximum", options.maximum, {}, "the largest value");
                    describe(v, options.variation);
                  }},
      Alternative{"files", "a range for each variable, from files", [&](OptionVisitor& v) {
                    v.file("minimum", options.minimum_file,
                           "the least values, a NumPy .npy file of the tensor's shape");
                    v.file("maximum", options.maximum_file, "the largest values, likewise");
                    v.enumeration("bounds", options.bounds, bounds, "how far variation may go");
                    describe(v, options.variation);
                  }}};
  visitor.alternatives("", options.type, types, "variables that belong together");
}

std::int64_t count_of(const std::vector<std::int64_t>& shape) {
  std::int64_t count = 1;
  for (const std::int64_t side : shape) {
    if (side < 1 || count > most_variables / side) return 0;
    count *= side;
  }
  return count;
}

NpyArray read_range(const std::string& path, std::size_t block, std::string_view key) {
  if (path.empty())
    throw OptionError(place(block, key), concat("not given (the block's ranges come from files). "
                                                "Name a .npy file, or use type: range."));
  NpyArray array = read_npy(path);
  // A saved batch of one is the tensor itself.
  if (array.shape.size() > 1 && array.shape[0] == 1) array.shape.erase(array.shape.begin());
  for (const float value : array.values)
    if (!std::isfinite(value))
      throw OptionError(place(block, key),
                        concat("'", path, "' holds values that are not finite. Mend the file."));
  return array;
}

// The bounds of a block; its shape goes to `shape`.
RealVectorBlock block_of(const BlockOptions& options, std::size_t index,
                         std::vector<std::int64_t>& shape) {
  if (options.type == BlockOptions::range_type) {
    shape = options.shape;
    const auto count = static_cast<std::size_t>(count_of(shape));
    return {std::vector(count, options.minimum), std::vector(count, options.maximum),
            options.variation};
  }
  const NpyArray low = read_range(options.minimum_file, index, "minimum");
  const NpyArray high = read_range(options.maximum_file, index, "maximum");
  shape = low.shape;
  if (low.shape != high.shape || low.values.empty())
    throw OptionError(place(index, "maximum"),
                      concat("'", options.maximum_file, "' does not fit '", options.minimum_file,
                             "' (their shapes differ, or are empty). Save both alike."));
  RealVectorBlock block{{low.values.begin(), low.values.end()},
                        {high.values.begin(), high.values.end()},
                        options.variation};
  for (std::size_t i = 0; i < block.lower.size(); ++i)
    if (block.lower[i] > block.upper[i])
      throw OptionError(place(index, "maximum"),
                        concat("value ", i, " of '", options.maximum_file,
                               "' is below its minimum. Exchange the files."));
  if (options.bounds == BlockBounds::overall) {
    block.first_lower = block.lower;
    block.first_upper = block.upper;
    std::ranges::fill(block.lower, *std::ranges::min_element(block.first_lower));
    std::ranges::fill(block.upper, *std::ranges::max_element(block.first_upper));
  }
  return block;
}

}  // namespace

void describe(OptionVisitor& visitor, BlocksOptions& options) {
  const ListBinding binding{
      [&options] { return options.blocks.size(); },
      [&options](std::size_t n) { options.blocks.resize(n); },
      [&options](std::size_t i, OptionVisitor& v) { describe_block(v, options.blocks[i]); }};
  visitor.list("blocks", binding, {},
               "the variables, in the order in which a generator takes them");
}

void check(const BlocksOptions& options) {
  if (options.blocks.empty())
    throw OptionError("problem.genome.blocks",
                      "not given (a genome needs variables). Write "
                      "blocks: [{type: range, shape: [16]}].");
  for (std::size_t k = 0; k < options.blocks.size(); ++k) {
    const BlockOptions& block = options.blocks[k];
    if (block.type != BlockOptions::range_type) continue;
    if (count_of(block.shape) == 0)
      throw OptionError(place(k, "shape"), concat("too many variables (more than ", most_variables,
                                                  "). Choose a smaller shape."));
    if (block.minimum > block.maximum)
      throw OptionError(place(k, "maximum"), concat(block.maximum, " is below the minimum, ",
                                                    block.minimum, ". Exchange them."));
  }
}

std::vector<std::vector<std::int64_t>> block_shapes(const BlocksOptions& options) {
  std::vector<std::vector<std::int64_t>> shapes(options.blocks.size());
  for (std::size_t k = 0; k < shapes.size(); ++k) block_of(options.blocks[k], k, shapes[k]);
  return shapes;
}

std::unique_ptr<RealVectorSpace> make_block_space(const BlocksOptions& options) {
  check(options);
  std::vector<RealVectorBlock> blocks;
  std::vector<std::int64_t> shape;
  for (std::size_t k = 0; k < options.blocks.size(); ++k)
    blocks.push_back(block_of(options.blocks[k], k, shape));
  return std::make_unique<RealVectorSpace>(std::move(blocks));
}

}  // namespace moai
