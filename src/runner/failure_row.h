#pragma once
// The row that a trial records of a child that could not be evaluated.
//
//   record.failures.push_back(failure_row(generation, island, child, std::move(failure)));

#include "algorithm/individual.h"
#include "domain/failed_evaluation.h"
#include "record/trial_record.h"

namespace moai {

/// Texts become UTF-8 that fits its column; the genome is one of real variables.
FailureRow failure_row(std::uint64_t generation, std::uint32_t island, const Child& child,
                       FailedEvaluation failure);

}  // namespace moai
