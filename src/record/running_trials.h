#pragma once
// A look from outside at the trials that are under way, while the job that runs them goes on.

#include <cstdint>
#include <string>
#include <vector>

namespace moai {

/// What the last segment of a trial says. Later progress is not on disk yet.
struct RunningTrial {
  std::string condition;
  std::uint64_t trial = 0;
  std::uint64_t generation = 0;
  std::uint64_t evaluations = 0;
  std::uint64_t failed_evaluations = 0;
  double wall_seconds = 0.0;
  double best_score = 0.0;       ///< NaN before the first recorded generation
  std::int64_t seconds_ago = 0;  ///< since it was committed
};

/// Ordered by condition and trial. Trials without a readable segment are left out; files that
/// vanish meanwhile are no error. Reads a few attributes of each file, no state.
std::vector<RunningTrial> running_trials(const std::string& out_dir);

}  // namespace moai
