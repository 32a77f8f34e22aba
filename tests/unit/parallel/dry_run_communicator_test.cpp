// If these fail, the cost that is stated for thousands of ranks is not that of the code that runs.
#include <gtest/gtest.h>

#include "parallel/dry_run_communicator.h"

namespace moai {
namespace {

TEST(DryRunCommunicator, CountsWhatOthersWouldGet) {
  DryRunCommunicator group(1, 4);
  const std::vector<Bytes> to{Bytes(10), Bytes(7), Bytes(), Bytes(5)};
  const auto arrived = group.exchange(to);
  ASSERT_EQ(arrived.size(), 4u);
  EXPECT_EQ(arrived[1].size(), 7u);  // its own
  EXPECT_TRUE(arrived[0].empty());
  EXPECT_EQ(group.traffic().letters, 2u);
  EXPECT_EQ(group.traffic().bytes, 15u);
  EXPECT_EQ(group.all_gather(Bytes(3)).size(), 4u);
  EXPECT_EQ(group.sum(2), 8);
  EXPECT_EQ(group.maximum(2), 2);
  EXPECT_EQ(group.traffic().collectives, 4u);
  EXPECT_EQ(group.traffic().bytes, 15u + 3u + 16u);
}

}  // namespace
}  // namespace moai
