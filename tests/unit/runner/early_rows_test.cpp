// If these fail, the history of asynchronous islands loses rows at a commit, or after a kill.
#include "runner/early_rows.h"

#include <gtest/gtest.h>

namespace moai {
namespace {

HistoryRow row(std::uint64_t generation, std::uint32_t island) {
  HistoryRow row;
  row.generation = generation;
  row.island = island;
  return row;
}

TEST(EarlyRows, AreThoseOfGenerationsThatAnIslandHasToDoYet) {
  std::vector<HistoryRow> rows{row(0, 0), row(1, 0), row(2, 0), row(0, 1), row(1, 1)};
  const auto early = take_early_rows(rows, 2);
  ASSERT_EQ(early.size(), 1u);
  EXPECT_EQ(early[0].generation, 2u);
  EXPECT_EQ(rows.size(), 4u);
}

}  // namespace
}  // namespace moai
