#pragma once
// `algorithm: {type: nsga3}`: its line in the table of algorithms. Options: Nsga3Options.

#include "algorithm/algorithm_description.h"

namespace moai {

std::unique_ptr<AlgorithmDescription> describe_nsga3();

inline constexpr AlgorithmKind nsga3_kind{
    "nsga3", "NSGA-II with reference points in place of crowding, for many objectives (NSGA-III)",
    describe_nsga3};

}  // namespace moai
