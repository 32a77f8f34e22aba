#pragma once
// `algorithm: {type: omni}`: its line in the table of algorithms. Options: OmniOptions.

#include "algorithm/algorithm_description.h"

namespace moai {

std::unique_ptr<AlgorithmDescription> describe_omni();

inline constexpr AlgorithmKind omni_kind{
    "omni", "NSGA-II with niches in the space of variables, too (Omni-Optimizer)", describe_omni};

}  // namespace moai
