#pragma once
// The files that an experiment reads, found through the options that name them, and their content.
//
//   const auto inputs = input_files(experiment);     // one list a condition
//   for (const InputFile& file : inputs[0]) ...      // path, SHA-256, length

#include <vector>

#include "domain/input_file.h"
#include "experiment/experiment.h"

namespace moai {

/// By condition, sorted by path, each file once; of a folder (weights) every file directly in it.
/// Each file is read once. Throws FileError.
std::vector<std::vector<InputFile>> input_files(const Experiment& experiment);

/// The same, each file once, whichever conditions read it.
std::vector<InputFile> distinct(const std::vector<std::vector<InputFile>>& by_condition);

}  // namespace moai
