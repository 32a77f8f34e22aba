// If this fails, a refusal does not show what differs.
#include "support/line_difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moai {
namespace {

using testing::HasSubstr;

TEST(Difference, NamesOnlyTheLinesThatDiffer) {
  EXPECT_EQ(difference_of_lines("a\nb\nc\n", "a\nc\n"), "  - b\n");
  EXPECT_EQ(difference_of_lines("a\n", "a\nz\n"), "  + z\n");
  EXPECT_EQ(difference_of_lines("a\nb\n", "a\nb\n"), "");
  EXPECT_THAT(difference_of_lines("1\n2\n3\n", "", 2), HasSubstr("and 1 more"));
}

}  // namespace
}  // namespace moai
