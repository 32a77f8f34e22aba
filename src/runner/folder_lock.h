#pragma once
// Who writes to an output folder now: a file `lock`, or `lock-2-of-5` for a shard, with host,
// process, SLURM job and the process's start. It is touched every ten seconds.
//
//   FolderLock lock(out, "2-of-5");   // throws where another job writes there
//
// A lock is taken over when its process is known to have ended (same host), or when nobody touched
// it for ten minutes (another host; slurm/job.sh removes those of jobs that SLURM has ended).

#include <chrono>
#include <string>

namespace moai {

class FolderLock {
 public:
  /// `shard`: "i-of-n", or empty. Shards of the same n share a folder; nobody else does. Throws
  /// UserError where another job writes there or the folder may not be written to, SystemError.
  FolderLock(std::string folder, const std::string& shard);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  /// Says that this job is alive, every ten seconds. Throws as check() does. Cheap; call it often.
  void touch();
  /// Throws SystemError where the folder has vanished or another job has taken over.
  void check() const;
  /// True if no other shard writes to the folder, either.
  bool alone() const { return alone_; }

 private:
  void take();
  void refuse_others(const std::string& shard);

  std::string folder_, path_, text_;
  bool alone_ = true;
  std::chrono::steady_clock::time_point touched_;
};

}  // namespace moai
