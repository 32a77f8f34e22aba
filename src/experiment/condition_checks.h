#pragma once
// What can be told of a condition's options together, before anything is computed.

#include <functional>
#include <string>

#include "experiment/trial_options.h"

namespace moai {

/// Something wrong: the path of the key it is about ("algorithm.functions_per_cell"), and why.
struct OptionProblem {
  std::string path;
  std::string message;
};

/// Runs the cheap checks of compute, problem and algorithm; each reports its first problem.
void check_options(const TrialOptions& options,
                   const std::function<void(const OptionProblem&)>& report);

}  // namespace moai
