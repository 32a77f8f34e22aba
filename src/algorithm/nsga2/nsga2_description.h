#pragma once
// `algorithm: {type: nsga2}`: its line in the table of algorithms. Options: Nsga2Options.

#include "algorithm/algorithm_description.h"

namespace moai {

std::unique_ptr<AlgorithmDescription> describe_nsga2();

inline constexpr AlgorithmKind nsga2_kind{
    "nsga2", "a population ranked by dominance and crowding (NSGA-II)", describe_nsga2};

}  // namespace moai
