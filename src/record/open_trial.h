#pragma once
// A trial on disk, wherever it is: in a file of its own, in trials.h5, or as the last segment of a
// job that goes on.
//
//   if (auto trial = open_trial(out_dir, "fns=3", 0)) trial->root.open("history") ...
//
// Nothing is written, locked or renamed.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/hdf5/group.h"

namespace moai {

struct OpenTrial {
  std::string path;  ///< of the file
  hdf5::Group root;
  bool finished = true;  ///< false: a segment
};

/// The trial of an output folder; nothing where it has not committed yet. Throws SystemError where
/// its finished file is damaged; of segments the last one that is sound is taken.
std::optional<OpenTrial> open_trial(const std::string& out_dir, const std::string& condition,
                                    std::uint64_t trial);

/// A trial file, a segment, or the folder of a trial's segments. Throws UserError where it is
/// missing, SystemError where it is damaged.
OpenTrial open_trial_file(const std::string& path);

struct TrialName {
  std::string condition;
  std::uint64_t trial = 0;
};
/// Every trial of an output folder that is finished or has committed, by condition and number;
/// damaged files are passed over. Reads all of every file. Throws SystemError where packed trials
/// are damaged.
std::vector<TrialName> trials_in(const std::string& out_dir);

}  // namespace moai
