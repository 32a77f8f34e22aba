#pragma once
// `genome: {type: real_vector}`: its line in the table of representations. Options: BlocksOptions.

#include "genome/genome_description.h"

namespace moai {

std::unique_ptr<GenomeDescription> describe_blocks();

inline constexpr GenomeKind blocks_kind{
    "real_vector", "real variables in blocks, each between bounds", describe_blocks};

}  // namespace moai
