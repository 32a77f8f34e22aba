#pragma once
// `algorithm: {type: move}`: its line in the table of algorithms. Options: MoveOptions.

#include "algorithm/algorithm_description.h"

namespace moai {

std::unique_ptr<AlgorithmDescription> describe_move();

inline constexpr AlgorithmKind move_kind{
    "move", "a map of elites, each the best by vote on a subset of the objectives (MOVE)",
    describe_move};

}  // namespace moai
