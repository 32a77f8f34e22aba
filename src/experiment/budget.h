#pragma once
// What a budget amounts to for an algorithm.

#include <cstdint>

#include "experiment/trial_options.h"

namespace moai {

/// Replaces `generations: auto` by the fewest generations that reach `evaluations`, or by 1000.
void resolve_budget(TrialOptions& options);

/// Evaluations of a trial that no other limit ends than its generations and evaluations.
std::int64_t planned_evaluations(const TrialOptions& options);

}  // namespace moai
