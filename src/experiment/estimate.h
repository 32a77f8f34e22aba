#pragma once
// What a trial will cost, roughly: for `moai plan`, and to refuse what cannot fit.
//
// Memory is that of the rank that runs the trial; disk that of the finished trial file. Both are
// rules of thumb measured on runs of the paper's setting (README.md), right within a factor of two
// or so; deep objectives and a GPU's own memory are not included.

#include "experiment/trial_options.h"

namespace moai {

struct TrialEstimate {
  std::int64_t evaluations = 0;
  std::int64_t gradient_steps = 0;  ///< at most; each costs about three evaluations
  double memory_bytes = 0.0;
  double disk_bytes = 0.0;
};

TrialEstimate estimate(const TrialOptions& options);

/// "412 MB", "3.1 GB".
std::string format_bytes(double bytes);

}  // namespace moai
