#pragma once
// How long a trial has been under way, pauses between jobs left out, and when the next commit is
// due.

#include <chrono>

namespace moai {

class TrialClock {
 public:
  using Clock = std::chrono::steady_clock;

  /// `earlier`: seconds that jobs before this one took.
  void continue_from(double earlier) { earlier_ = earlier; }
  double seconds() const { return earlier_ + since(started_); }

  /// Where the disk is slow, commits come further apart than the user wished, so that they take no
  /// more than a tenth of the time. `every`: seconds; 0: always.
  bool commit_due(double every) const {
    const double passed = since(committed_);
    return passed >= every && (every == 0.0 || passed >= 9.0 * commit_seconds_);
  }
  void committed(Clock::time_point begun) {
    committed_ = Clock::now();
    commit_seconds_ = std::chrono::duration<double>(committed_ - begun).count();
  }

 private:
  static double since(Clock::time_point when) {
    return std::chrono::duration<double>(Clock::now() - when).count();
  }

  double earlier_ = 0.0;
  Clock::time_point started_ = Clock::now();
  Clock::time_point committed_ = started_;  // the end of the last commit
  double commit_seconds_ = 0.0;             // that it took
};

}  // namespace moai
