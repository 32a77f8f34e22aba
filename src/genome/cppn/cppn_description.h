#pragma once
// `genome: {type: cppn}`: its line in the table of representations. Options: CppnOptions.

#include "genome/genome_description.h"

namespace moai {

std::unique_ptr<GenomeDescription> describe_cppn();

inline constexpr GenomeKind cppn_kind{
    "cppn",
    "a network of simple functions of x and y that evolves its structure; the defaults are the MOVE "
    "authors' networks of July 2023, experiments/paper/networks-early-2023.yaml has the paper's",
    describe_cppn};

}  // namespace moai
