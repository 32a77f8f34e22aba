#pragma once
// The folder that a run writes to: whose it is, and that only one job writes to it.
//
//   OutputFolder folder(out, experiment.resolved_yaml);   // rank 0: refuses a foreign folder
//
//   <out>/experiment.yaml   as run          <out>/lock       who writes here now
//   <out>/experiment-1.yaml before it grew
//   <out>/trials/...        finished        <out>/running/...  segments

#include <functional>
#include <optional>
#include <string>

#include "runner/folder_lock.h"

namespace moai {

/// Holds the folder's lock until it is destroyed.
class OutputFolder {
 public:
  /// Looks at the folder's experiment.yaml, which differs from ours, and throws UserError unless
  /// the run may go on with ours (runner/folder_plan.h).
  using Accept = std::function<void(const std::string& yaml)>;

  /// `shard`: "i-of-n" or empty (runner/folder_lock.h). Removes what killed runs left half written.
  /// A plan that replaces another leaves that one as experiment-1.yaml, -2 ... Throws UserError if
  /// the folder belongs to another experiment (with the difference; without `accept`, to any that
  /// differs) or another job writes to it; SystemError if it cannot be written.
  OutputFolder(std::string path, const std::string& resolved_yaml, const std::string& shard,
               const Accept& accept = {});

  const std::string& path() const { return path_; }
  FolderLock& lock() { return *lock_; }

 private:
  std::string path_;
  std::optional<FolderLock> lock_;
};

}  // namespace moai
