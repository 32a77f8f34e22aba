#pragma once
// Takes out what hardly counts in a network whose weights were refined.

#include "genome/cppn/cppn_genome.h"

namespace moai {

/// Without the connections, enabled or not, whose |weight| is below `threshold`, and without the
/// hidden nodes that then have no connection at all. `fixed`: inputs and outputs, which come first
/// and stay.
CppnGenome pruned(CppnGenome genome, double threshold, std::size_t fixed);

}  // namespace moai
