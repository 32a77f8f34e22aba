#pragma once
// The folder that a run writes to: whose it is, and that only one job writes to it.
//
//   OutputFolder folder(out, experiment.resolved_yaml);   // rank 0: refuses a foreign folder
//
//   <out>/experiment.yaml   as run          <out>/lock       who writes here now
//   <out>/trials/...        finished        <out>/running/...  segments

#include <chrono>
#include <string>

namespace moai {

/// The lines in which two texts differ, each marked - (only in `ours`) or + (only in `theirs`), at
/// most `limit` of them.
std::string difference(const std::string& ours, const std::string& theirs, std::size_t limit = 20);

/// Holds the folder's lock until it is destroyed. The lock file names host, process and SLURM job
/// and is touched every minute; one whose process has ended, or that was not touched for ten
/// minutes by another machine, is taken over.
class OutputFolder {
 public:
  /// `shard`: part of the lock's name, so that shards of an experiment may share a folder.
  /// Throws UserError if the folder belongs to another experiment (with the difference) or another
  /// job writes to it; SystemError if it cannot be written.
  OutputFolder(std::string path, const std::string& resolved_yaml, const std::string& shard);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  const std::string& path() const { return path_; }
  /// Says that this job is alive. Cheap; call it often.
  void touch();

 private:
  std::string path_;
  std::string lock_;
  std::chrono::steady_clock::time_point touched_;
};

}  // namespace moai
