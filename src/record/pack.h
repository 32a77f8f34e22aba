#pragma once
// Many finished trials in one file, for file systems and transfers that dislike many small ones.
//
//   pack_trials(out_dir, alive);      // trials/<condition>/<n>.h5 -> groups of trials.h5
//   unpack_trials(out_dir, alive);    // and back, with equal content
//
// A packed trial counts as finished, and the index leads to it. Kills leave every trial in at least
// one of the two places. Nobody else may write to the folder meanwhile: the caller holds its lock,
// and keeps it fresh in `alive`, which is called before each trial and may throw.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "record/hdf5/file.h"
#include "record/seal.h"

namespace moai {

struct PackReport {
  std::uint64_t trials = 0;           ///< moved
  std::vector<std::string> problems;  ///< damaged files, one sentence each
};

/// Moves every finished trial file into <out>/trials.h5, beside those that are there already.
/// Damaged files stay where they are. Throws SystemError; nothing is lost then.
PackReport pack_trials(const std::string& out_dir, const std::function<void()>& alive);

/// Moves every trial of <out>/trials.h5 into a file of its own and removes it. A sound file that is
/// there already stays, a damaged one is replaced. Throws SystemError; nothing is lost then.
PackReport unpack_trials(const std::string& out_dir, const std::function<void()>& alive);

/// A packed trial: the folder of its condition (layout.h) and its number.
struct PackedName {
  std::string condition_folder;
  std::string trial;

  auto operator<=>(const PackedName&) const = default;
};

/// Reads <out>/trials.h5; without one there are no packed trials.
class PackedTrials {
 public:
  /// Throws SystemError where the file is there but damaged. Checking the whole seal reads all of
  /// it.
  explicit PackedTrials(const std::string& out_dir, SealCheck check = SealCheck::length);
  bool has(const std::string& condition, std::uint64_t trial) const;
  /// What is the root in a file of its own. Throws SystemError where it is not there.
  hdf5::Group open(const std::string& condition, std::uint64_t trial) const;
  hdf5::Group open(const PackedName& name) const;
  /// All of them, in order of their names.
  std::vector<PackedName> names() const;

 private:
  bool has(const PackedName& name) const;

  std::optional<hdf5::File> file_;
  std::optional<hdf5::Group> trials_;
};

}  // namespace moai
