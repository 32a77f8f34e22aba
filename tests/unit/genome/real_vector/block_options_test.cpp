// If these fail, a generator gets other blocks than the experiment says, from other ranges, or a
// file that does not fit is taken silently.
#include "genome/real_vector/block_options.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>

#include "genome/real_vector/real_vector_space.h"
#include "support/error.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

std::string saved(const char* name, const std::string& shape, const std::vector<float>& values) {
  const fs::path path = fs::path(::testing::TempDir()) / name;
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
  header += std::string(64 - (10 + header.size() + 1) % 64, ' ') + "\n";
  std::ofstream out(path, std::ios::binary);
  out.write("\x93NUMPY\x01\x00", 8);
  const auto length = static_cast<std::uint16_t>(header.size());
  out.write(reinterpret_cast<const char*>(&length), 2);
  out << header;
  out.write(reinterpret_cast<const char*>(values.data()),
            static_cast<std::streamsize>(4 * values.size()));
  return path.string();
}

BlockOptions from_files(BlockBounds bounds, const std::string& high_shape = "(1, 2, 2)") {
  BlockOptions options;
  options.type = BlockOptions::files_type;
  options.minimum_file = saved("low.npy", "(1, 2, 2)", {-1, -2, -3, -4});
  options.maximum_file = saved("high.npy", high_shape, {5, 6, 7, 8});
  options.bounds = bounds;
  return options;
}

std::string refusal(const BlocksOptions& options) {
  try {
    make_block_space(options);
  } catch (const UserError& error) {
    return error.what();
  }
  return "";
}

TEST(BlockOptions, RangesComeFromNumbersAndFilesInOrder) {
  BlockOptions numbers;
  numbers.shape = {3};
  numbers.minimum = 0.0;
  const BlocksOptions options{{numbers, from_files(BlockBounds::each)}};
  EXPECT_EQ(block_shapes(options), (std::vector<std::vector<std::int64_t>>{{3}, {2, 2}}));
  const auto space = make_block_space(options);
  EXPECT_EQ(space->variables(), 7u);
  EXPECT_EQ(space->blocks()[0].lower, (std::vector{0.0, 0.0, 0.0}));
  EXPECT_EQ(space->blocks()[1].lower, (std::vector{-1.0, -2.0, -3.0, -4.0}));
  EXPECT_EQ(space->blocks()[1].upper, (std::vector{5.0, 6.0, 7.0, 8.0}));
  EXPECT_TRUE(space->blocks()[1].first_lower.empty());
}

TEST(BlockOptions, OverallBoundsAreTheWidestAndFirstGenomesKeepTheirOwn) {
  const auto space = make_block_space({{from_files(BlockBounds::overall)}});
  EXPECT_EQ(space->blocks()[0].lower, std::vector(4, -4.0));
  EXPECT_EQ(space->blocks()[0].upper, std::vector(4, 8.0));
  EXPECT_EQ(space->blocks()[0].first_upper, (std::vector{5.0, 6.0, 7.0, 8.0}));
}

TEST(BlockOptions, WhatDoesNotFitIsToldWithItsKey) {
  EXPECT_NE(refusal({}).find("problem.genome.blocks: not given"), std::string::npos);
  BlockOptions turned;
  turned.minimum = 2.0;
  EXPECT_NE(refusal({{turned}}).find("problem.genome.blocks[0].maximum: 1 is below"),
            std::string::npos);
  EXPECT_NE(refusal({{{}, from_files(BlockBounds::each, "(4,)")}})
                .find("problem.genome.blocks[1].maximum"),
            std::string::npos);
  BlockOptions missing = from_files(BlockBounds::each);
  missing.minimum_file.clear();
  EXPECT_NE(refusal({{missing}}).find("blocks[0].minimum: not given"), std::string::npos);
  BlockOptions large;
  large.shape = {100'000, 100'000};
  EXPECT_NE(refusal({{large}}).find("too many variables"), std::string::npos);
}

}  // namespace
}  // namespace moai
