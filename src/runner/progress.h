#pragma once
// What the first rank tells of a run: one line on a terminal, redrawn; a line a minute in a log;
// and a file for `moai status` (progress_files.h), every ten seconds.

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "parallel/status_board.h"

namespace moai {

/// The sum of a run over its ranks.
struct ProgressFigures {
  std::uint64_t trials = 0;       ///< planned
  std::uint64_t trials_done = 0;  ///< with those of earlier runs
  std::uint64_t trials_running = 0;
  double generation = 0.0;  ///< the furthest of the running trials
  double evaluations_per_second = 0.0;
  double best_score = 0.0;
  double seconds_left = -1.0;  ///< below 0: unknown
};

/// "3/12 trials, 2 running, generation 140, 812 evaluations/s, best score 0.913, 4 min left"
std::string in_words(const ProgressFigures& figures);
/// "95 s", "12 min", "3 h 5 min", "2 d 4 h".
std::string duration_in_words(double seconds);

class ProgressReporter {
 public:
  using Clock = std::chrono::steady_clock;

  /// `file`: as progress_file(). `generations`: of all trials together that this run has to do; for
  /// the time left.
  ProgressReporter(std::string file, std::uint64_t trials, std::uint64_t done_before,
                   double generations, bool quiet);
  ~ProgressReporter();
  ProgressReporter(const ProgressReporter&) = delete;
  ProgressReporter& operator=(const ProgressReporter&) = delete;

  /// Prints and writes what is due. Cheap when nothing is.
  void update(StatusBoard& board);
  /// The last line, whatever is due; removes the file.
  void finish(StatusBoard& board);

 private:
  ProgressFigures figures(const std::vector<RankStatus>& ranks) const;
  void print(const ProgressFigures& figures);

  std::string file_;
  std::uint64_t trials_, done_before_;
  double generations_;
  bool quiet_, terminal_;
  Clock::time_point start_, printed_, written_;
};

}  // namespace moai
