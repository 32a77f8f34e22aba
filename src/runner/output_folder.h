#pragma once
// The folder that a run writes to: whose it is, and that only one job writes to it.
//
//   OutputFolder folder(out, experiment.resolved_yaml);   // rank 0: refuses a foreign folder
//
//   <out>/experiment.yaml   as run          <out>/lock       who writes here now
//   <out>/trials/...        finished        <out>/running/...  segments

#include <optional>
#include <string>

#include "runner/folder_lock.h"

namespace moai {

/// The lines in which two texts differ, each marked - (only in `ours`) or + (only in `theirs`), at
/// most `limit` of them.
std::string difference(const std::string& ours, const std::string& theirs, std::size_t limit = 20);

/// Holds the folder's lock until it is destroyed.
class OutputFolder {
 public:
  /// `shard`: "i-of-n" or empty (runner/folder_lock.h). Removes what killed runs left half written.
  /// Throws UserError if the folder belongs to another experiment (with the difference) or another
  /// job writes to it; SystemError if it cannot be written.
  OutputFolder(std::string path, const std::string& resolved_yaml, const std::string& shard);

  const std::string& path() const { return path_; }
  FolderLock& lock() { return *lock_; }

 private:
  std::string path_;
  std::optional<FolderLock> lock_;
};

}  // namespace moai
