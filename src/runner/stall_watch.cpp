#include "runner/stall_watch.h"

#include "support/text.h"

namespace moai {

StallWatch::StallWatch(double limit, std::function<void(const std::string&)> report)
    : limit_(limit), report_(std::move(report)) {
  if (limit_ > 0.0) thread_ = std::thread([this] { watch(); });
}

StallWatch::~StallWatch() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void StallWatch::beat(const std::string& doing, bool waits) {
  const std::lock_guard lock(mutex_);
  doing_ = doing;
  waits_ = waits;
  last_ = Clock::now();
}

void StallWatch::pause() {
  beat("");
}

void StallWatch::watch() {
  const auto step = std::chrono::duration<double>(limit_ / 10.0);
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, step, [this] { return ended_; })) {
    const double quiet = std::chrono::duration<double>(Clock::now() - last_).count();
    if (doing_.empty() || quiet < (waits_ ? 2.0 * limit_ : limit_)) continue;
    const std::string message =
        concat(doing_, ": nothing has happened for ", static_cast<long long>(quiet), " s (",
               waits_ ? "another rank of its trial has stopped answering" : "this rank hangs",
               "; --stall-limit). Run the same command again to continue from the last commit.");
    lock.unlock();
    report_(message);
    return;
  }
}

}  // namespace moai
