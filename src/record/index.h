#pragma once
// experiment.h5: one row of summary for each finished trial, and external links to their files.
//
//   auto problems = write_index(out_dir, "functions-per-cell", planned);
//
// Links are relative, so the folder can be moved. The index is made anew each time.

#include <cstdint>
#include <string>
#include <vector>

namespace moai {

struct PlannedTrial {
  std::string condition;
  std::uint64_t trial = 0;
};

/// Writes <out_dir>/experiment.h5 (whole or not at all) with those of `planned`, in that order,
/// that are finished. Returns one sentence for each trial file that is damaged. Throws SystemError.
std::vector<std::string> write_index(const std::string& out_dir, const std::string& experiment,
                                     const std::vector<PlannedTrial>& planned);

}  // namespace moai
