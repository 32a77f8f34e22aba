#pragma once
// HDF5 files of moai: read, and written as a draft that appears under its name when it is complete.
//
//   Draft draft(path);
//   draft.root().set("status", "finished");
//   draft.publish();
//
// The format is that of HDF5 1.10, which 1.10 to 1.14 read. Files open without locks. The first 512
// bytes, which HDF5 leaves to the user, hold the seal of seal.h.

#include <string>

#include "record/draft_storage.h"
#include "record/hdf5/group.h"

namespace moai::hdf5 {

/// An open file, read only.
class File {
 public:
  /// Throws SystemError where it is missing, unreadable or no HDF5 file.
  explicit File(const std::string& path);
  const Group& root() const { return root_; }

 private:
  Handle file_;
  Group root_;
};

/// A file in the making: a temporary beside `path` until publish(). Without publish(), it leaves
/// nothing.
class Draft {
 public:
  /// Makes the folders above it. Throws SystemError.
  explicit Draft(const std::string& path);
  ~Draft();
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  Group& root() { return root_; }

  /// Closes, seals, fsyncs, renames. Throws SystemError, also for writes that failed before; a
  /// file that was at `path` is still there then.
  void publish();

 private:
  std::string path_;
  std::string temporary_;
  DraftStorage storage_;
  Handle file_;
  Group root_;
};

}  // namespace moai::hdf5
