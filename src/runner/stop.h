#pragma once
// When a run has to stop although trials remain: a signal, the time limit, or another rank's word.

#include <chrono>
#include <string>

#include "parallel/communicator.h"
#include "support/signals.h"

namespace moai {

class StopWatch {
 public:
  using Clock = std::chrono::steady_clock;

  /// `limit_seconds`: from `start`; 0: none. `counter`: shared by all ranks, above 0 once one of
  /// them wants to stop. Both references outlive this object.
  StopWatch(const SignalGuard& signals, SharedCounter& counter, Clock::time_point start,
            double limit_seconds)
      : signals_(&signals), counter_(&counter), start_(start), limit_seconds_(limit_seconds) {}

  /// True once this run should commit and leave; stays true. Asks the other ranks at most
  /// twice a second.
  bool should_stop();
  /// Makes every rank stop at the end of its generation.
  void request(const std::string& reason);
  /// Why, in words; empty while there is no reason or another rank knows it.
  const std::string& reason() const { return reason_; }

 private:
  const SignalGuard* signals_;
  SharedCounter* counter_;
  Clock::time_point start_;
  double limit_seconds_;
  Clock::time_point last_asked_{};
  bool stopping_ = false;
  std::string reason_;
};

/// Seconds until SLURM ends this job, less a margin for the last commit (2 % of the time that was
/// left, at least 30 s, at most 5 min); 0 outside SLURM or where it does not say
/// (SLURM_JOB_END_TIME).
double slurm_seconds_left();

}  // namespace moai
