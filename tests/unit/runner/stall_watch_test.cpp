// If these fail, a job with a rank that hangs burns its whole allocation, or a healthy one is
// ended.
#include "runner/stall_watch.h"

#include <gmock/gmock.h>

#include <atomic>

namespace moai {
namespace {

using std::chrono::milliseconds;

struct Report {
  std::mutex mutex;
  std::vector<std::string> messages;
  auto taker() {
    return [this](const std::string& message) {
      const std::lock_guard lock(mutex);
      messages.push_back(message);
    };
  }
  std::vector<std::string> after(milliseconds pause) {
    std::this_thread::sleep_for(pause);
    const std::lock_guard lock(mutex);
    return messages;
  }
};

TEST(StallWatch, SpeaksOnceWhenNothingHappens) {
  Report report;
  StallWatch watch(0.1, report.taker());
  watch.beat("rank 3, trial a/0 at generation 7");
  EXPECT_THAT(report.after(milliseconds(600)),
              testing::ElementsAre(testing::HasSubstr("rank 3, trial a/0 at generation 7")));
}

TEST(StallWatch, KeepsQuietWhileThereIsNothingToDo) {
  Report report;
  StallWatch watch(0.1, report.taker());
  watch.beat("rank 3");
  watch.pause();
  EXPECT_THAT(report.after(milliseconds(500)), testing::IsEmpty());
}

TEST(StallWatch, WhoWaitsSpeaksLater) {
  Report computing, waiting;
  StallWatch first(1.0, computing.taker());
  StallWatch second(1.0, waiting.taker());
  first.beat("computes");
  second.beat("waits", true);
  EXPECT_THAT(computing.after(milliseconds(1500)), testing::SizeIs(1));
  EXPECT_THAT(waiting.after(milliseconds(0)), testing::IsEmpty());
  EXPECT_THAT(waiting.after(milliseconds(1000)),
              testing::ElementsAre(testing::HasSubstr("another rank")));
}

}  // namespace
}  // namespace moai
