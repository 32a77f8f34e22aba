#pragma once
// Whether two runs recorded the same: for `moai verify` and for tests.

#include <cstddef>
#include <string>
#include <vector>

namespace moai {

/// Every group, dataset and attribute of the two HDF5 files but the volatile ones (layout.h), bit
/// for bit; links to other files are compared as links. Returns one sentence a difference (which
/// path, where first, both values), empty when they agree. Reads in blocks. Throws UserError where
/// a file is missing, damaged or not of moai.
std::vector<std::string> compare_files(const std::string& a, const std::string& b);

struct RunComparison {
  std::size_t trials = 0;  ///< in both, and compared
  std::vector<std::string>
      differences;  ///< "fns=3/4: ...", where they differ, one lacks it or it is damaged
};

/// The finished trials of two output folders, whether they have files of their own or are packed.
/// Throws SystemError where packed trials are damaged.
RunComparison compare_runs(const std::string& out_a, const std::string& out_b);

}  // namespace moai
