#pragma once
// Measures seconds by phase: seed, vary, evaluate, vote, migrate, record. Kept in every trial file.

#include <chrono>

#include "record/trial_record.h"

namespace moai {

/// Adds the seconds of its life to a phase.
class PhaseTimer {
 public:
  PhaseTimer(PhaseTimes& times, const char* phase)
      : seconds_(times[phase]), start_(std::chrono::steady_clock::now()) {}
  ~PhaseTimer() {
    seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  PhaseTimer(const PhaseTimer&) = delete;
  PhaseTimer& operator=(const PhaseTimer&) = delete;

 private:
  double& seconds_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace moai
