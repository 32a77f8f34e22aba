#pragma once
// The MMF functions whose last variable alone decides how far a point is from the front, along a
// valley with one or two lowest places. make_spherical_mmf (multimodal.h) is one of them.

#include <string_view>

#include "problem/benchmark/test_function.h"

namespace moai {

inline constexpr const char* mmf_source =
    "Yue, Qu, Yu, Liang, Li, Swarm and Evolutionary Computation 48, 2019";

/// name: mmf9 to mmf12.
TestFunction make_valley(std::string_view name);

}  // namespace moai
