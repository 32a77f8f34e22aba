#pragma once
// The activation functions of CPPN nodes: their names in YAML and their formulas. The functions
// themselves are applied to tensors, in cppn_network.cpp.
//
//   Activation a = *activation_named("gaussian");

#include <optional>
#include <span>
#include <string_view>

#include "genome/cppn/cppn_genome.h"
#include "support/options.h"

namespace moai {

/// Name and formula of every activation; the index is the number of the enum.
std::span<const Choice> activations();

/// The activation of that name, or nothing.
std::optional<Activation> activation_named(std::string_view name);

}  // namespace moai
