// If these fail, the history of asynchronous islands loses rows at a commit, or after a kill.
#include "runner/early_rows.h"

#include <gtest/gtest.h>

#include "runner/merge_parts.h"

namespace moai {
namespace {

HistoryRow row(std::uint64_t generation, std::uint32_t island) {
  HistoryRow row;
  row.generation = generation;
  row.island = island;
  row.evaluations = 100 * generation;
  row.wall_time = 0.25;
  row.best_fitness = {1.0, 2.0};
  row.mean_fitness = {0.5, 0.75};
  row.best_score = 0.875;
  row.replacements = 7;
  row.extra = {3.5};
  return row;
}

TEST(EarlyRows, AreThoseOfGenerationsThatAnIslandHasToDoYet) {
  std::vector<HistoryRow> rows{row(0, 0), row(1, 0), row(2, 0), row(0, 1), row(1, 1)};
  const auto early = take_early_rows(rows, 2);
  ASSERT_EQ(early.size(), 1u);
  EXPECT_EQ(early[0].generation, 2u);
  EXPECT_EQ(rows.size(), 4u);
}

TEST(EarlyRows, AreKeptByACheckpoint) {
  Checkpoint checkpoint;
  checkpoint.numbers.assign(2 * numbers_of_island, 1.0);
  add_early_rows({row(5, 1), row(6, 1)}, checkpoint);
  const auto rows = early_rows_from(checkpoint.numbers, 2);
  ASSERT_EQ(rows.size(), 2u);
  const HistoryRow expected = row(6, 1);
  EXPECT_EQ(rows[1].generation, expected.generation);
  EXPECT_EQ(rows[1].island, expected.island);
  EXPECT_EQ(rows[1].evaluations, expected.evaluations);
  EXPECT_EQ(rows[1].best_fitness, expected.best_fitness);
  EXPECT_EQ(rows[1].mean_fitness, expected.mean_fitness);
  EXPECT_EQ(rows[1].best_score, expected.best_score);
  EXPECT_EQ(rows[1].replacements, expected.replacements);
  EXPECT_EQ(rows[1].extra, expected.extra);
}

}  // namespace
}  // namespace moai
