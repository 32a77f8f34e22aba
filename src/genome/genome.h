#pragma once
// A genome is a plain value: a CPPN or a real vector. Everything that acts on it is a GenomeSpace.

#include <variant>

#include "genome/cppn/cppn_genome.h"
#include "genome/real_vector/real_vector.h"

namespace moai {

using Genome = std::variant<CppnGenome, RealVector>;

}  // namespace moai
