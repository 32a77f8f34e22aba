#include "runner/stop.h"

#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "support/text.h"

namespace moai {
namespace {

constexpr auto ask_every = std::chrono::milliseconds(500);

std::string signal_name(int number) {
  switch (number) {
    case SIGINT:
      return "SIGINT";
    case SIGTERM:
      return "SIGTERM";
    case SIGUSR1:
      return "SIGUSR1";
    default:
      return concat("signal ", number);
  }
}

}  // namespace

bool StopWatch::should_stop() {
  if (stopping_) return true;
  const auto now = Clock::now();
  const double seconds = std::chrono::duration<double>(now - start_).count();
  if (signals_->stop_requested()) {
    request(concat("received ", signal_name(signals_->signal())));
  } else if (limit_seconds_ > 0.0 && seconds >= limit_seconds_) {
    request("the time limit is near");
  } else if (now - last_asked_ >= ask_every) {
    last_asked_ = now;
    stopping_ = counter_->fetch_add(0) > 0;
  }
  return stopping_;
}

void StopWatch::request(const std::string& reason) {
  if (!stopping_) counter_->fetch_add(1);
  stopping_ = true;
  if (reason_.empty()) reason_ = reason;
}

double slurm_seconds_left() {
  const char* end = std::getenv("SLURM_JOB_END_TIME");
  if (end == nullptr) return 0.0;
  const double left = std::difftime(static_cast<std::time_t>(std::atoll(end)), std::time(nullptr));
  const double margin = std::clamp(0.02 * left, 30.0, 300.0);
  return std::max(1.0, left - margin);
}

}  // namespace moai
