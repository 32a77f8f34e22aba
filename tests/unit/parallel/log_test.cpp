// If these fail, a user cannot tell who says something, or how grave it is.
#include "support/log.h"

#include <gtest/gtest.h>

#include <string>

namespace moai {
namespace {

using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

TEST(Log, SaysHowGraveItIsAndOnWhichRank) {
  CaptureStderr();
  log_refusal("e.yaml:1:2: trials: is 0");
  log_error("disk full");
  log_warning("a file has changed");
  set_log_rank(3);
  log_info("goes on");
  EXPECT_EQ(GetCapturedStderr(),
            "e.yaml:1:2: trials: is 0\nmoai: disk full\nmoai: warning: a file has changed\n"
            "moai: rank 3: goes on\n");
}

}  // namespace
}  // namespace moai
