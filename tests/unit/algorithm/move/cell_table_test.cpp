// If these fail, cells vote with other objectives than they should, or some cells are twins.
#include "algorithm/move/cell_table.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support/error.h"

namespace moai {
namespace {

RandomStream stream(std::uint64_t seed) {
  return RandomSource{seed, 0, 0}.stream(Purpose::cells);
}

void expect_subsets(const std::vector<Subset>& subsets, std::size_t n, std::size_t k) {
  for (const Subset& subset : subsets) {
    EXPECT_EQ(subset.size(), k);
    for (std::size_t i = 0; i < subset.size(); ++i) {
      EXPECT_LT(subset[i], n);
      EXPECT_TRUE(i == 0 || subset[i - 1] < subset[i]);
    }
  }
}

TEST(RandomSubsets, AreDistinctWhileThereAreEnough) {
  for (const auto& [n, k, count] : {std::tuple{14, 5, 100},
                                    {14, 5, 2002},
                                    {14, 7, 3000},
                                    {9, 3, 50},
                                    {60, 25, 2000},
                                    {200, 1, 199},
                                    {3, 3, 1}}) {
    auto rng = stream(static_cast<std::uint64_t>(count));
    const auto subsets = random_subsets(n, k, count, {}, rng);
    ASSERT_EQ(subsets.size(), static_cast<std::size_t>(count));
    expect_subsets(subsets, n, k);
    EXPECT_EQ(std::set<Subset>(subsets.begin(), subsets.end()).size(), subsets.size());
  }
}

TEST(RandomSubsets, RepeatsOnlyAfterAllHaveComeOnce) {
  auto rng = stream(1);
  const auto subsets = random_subsets(14, 1, 100, {}, rng);
  ASSERT_EQ(subsets.size(), 100u);
  EXPECT_EQ(std::set<Subset>(subsets.begin(), subsets.begin() + 14).size(), 14u);
  expect_subsets(subsets, 14, 1);
}

TEST(RandomSubsets, LeaveOutThoseThatAreTaken) {
  auto rng = stream(2);
  const std::vector<Subset> taken{{0, 1, 2}, {2, 3, 4}, {1}};
  const auto subsets = random_subsets(5, 3, 8, taken, rng);
  std::set<Subset> all(subsets.begin(), subsets.end());
  all.insert(taken.begin(), taken.begin() + 2);
  EXPECT_EQ(all.size(), 10u);
}

TEST(RandomSubsets, EverySubsetIsEquallyLikely) {
  std::map<Subset, int> few, many;  // drawn by number, and by chance until new
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    auto rng = stream(seed);
    for (const Subset& subset : random_subsets(5, 3, 5, {}, rng)) ++few[subset];
    for (const Subset& subset : random_subsets(5, 3, 2, {}, rng)) ++many[subset];
  }
  ASSERT_EQ(few.size(), 10u);
  ASSERT_EQ(many.size(), 10u);
  for (const auto& [subset, times] : few) EXPECT_NEAR(times, 2000, 160);
  for (const auto& [subset, times] : many) EXPECT_NEAR(times, 800, 130);
}

TEST(CellTable, MaskObjectivesAndMajorityAgree) {
  const CellTable table({{0, 2, 3}, {1}, {0, 1, 2, 3, 4}}, 5);
  EXPECT_EQ(std::vector<std::uint8_t>(table.mask().begin(), table.mask().end()),
            (std::vector<std::uint8_t>{1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1}));
  EXPECT_EQ(table.majority(0), 2u);
  EXPECT_EQ(table.majority(1), 1u);
  EXPECT_EQ(table.majority(2), 3u);
}

std::string message(const std::string& text) {
  try {
    parse_subset(text, {"mse", "ssim", "gmsd", "ms_ssim"});
  } catch (const UserError& error) {
    return error.what();
  }
  return "";
}

TEST(ParseSubset, ReadsNamesAndRefusesWhatCannotVote) {
  EXPECT_EQ(parse_subset("ms_ssim+mse+gmsd", {"mse", "ssim", "gmsd", "ms_ssim"}),
            (Subset{0, 2, 3}));
  EXPECT_NE(message("mse+sim+gmsd").find("'sim'"), std::string::npos);
  EXPECT_NE(message("mse+sim+gmsd").find("'ssim'"), std::string::npos);  // the suggestion
  EXPECT_NE(message("mse+ssim").find("even"), std::string::npos);
  EXPECT_NE(message("mse+mse+ssim").find("twice"), std::string::npos);
  EXPECT_NE(message("").find("unknown objective ''"), std::string::npos);
}

}  // namespace
}  // namespace moai
