#pragma once
// experiment.h5: one row of summary for each finished trial, and external links to their files.
//
//   IndexReport report = write_index(out_dir, "functions-per-cell", planned, SealCheck::whole);
//
// Links are relative, so the folder can be moved. The index is made anew each time.

#include <cstdint>
#include <string>
#include <vector>

#include "record/seal.h"

namespace moai {

struct PlannedTrial {
  std::string condition;
  std::uint64_t trial = 0;
};

/// How many of `planned` have a file or are packed, sound or not. Throws SystemError where the
/// packed trials are cut short.
std::size_t finished_trials(const std::string& out_dir, const std::vector<PlannedTrial>& planned);

struct IndexReport {
  std::uint64_t rows = 0;             ///< finished trials that are in the index
  std::vector<std::string> problems;  ///< one sentence for each finished trial that is not
};

/// Writes <out_dir>/experiment.h5 (whole or not at all) with those of `planned`, in that order,
/// that are finished. Checking the whole seals reads every byte of the trials, about a second for a
/// gigabyte; checking lengths, little more than the rows. Throws SystemError.
IndexReport write_index(const std::string& out_dir, const std::string& experiment,
                        const std::vector<PlannedTrial>& planned, SealCheck check);

}  // namespace moai
