#pragma once
// How far running jobs are, for whoever looks at their folder from outside: <out>/progress.json, or
// for the shards of an experiment <out>/progress-2-of-5.json each.
//
//   for (const JobProgress& job : read_progress(out)) std::cout << in_words(job.figures);

#include <string>
#include <vector>

#include "runner/progress.h"

namespace moai {

/// Seconds: a job that was killed leaves its file behind; a living one writes every ten, or between
/// two batches.
inline constexpr double silent_after = 60.0;

struct JobProgress {
  std::string shard;  ///< "2-of-5"; empty: the job is no shard
  ProgressFigures figures;
  double seconds_ago = 0.0;  ///< since it was written
};

/// `shard`: "i-of-n", or empty.
std::string progress_file(const std::string& out, const std::string& shard);

/// Writes it whole or not at all. A disk that is full is the next commit's to report.
void write_progress(const std::string& path, const ProgressFigures& figures);

/// Removes what jobs have left that write no longer.
void remove_progress(const std::string& out);

/// Of every job that writes to the folder, by shard. Files that are gone or cut short are left out.
std::vector<JobProgress> read_progress(const std::string& out);

/// All jobs as one: sums, the furthest generation, the best score, the longest time left.
ProgressFigures sum_of(const std::vector<JobProgress>& jobs);

}  // namespace moai
