#pragma once
// `algorithm: {type: moead}`: its line in the table of algorithms. Options: MoeadOptions.

#include "algorithm/algorithm_description.h"

namespace moai {

std::unique_ptr<AlgorithmDescription> describe_moead();

inline constexpr AlgorithmKind moead_kind{
    "moead", "a weight for each individual, neighbours mate and replace one another (MOEA/D)",
    describe_moead};

}  // namespace moai
