#pragma once
// `algorithm: {type: hillclimber}` and `{type: random_search}`: their lines in the table of
// algorithms. Options of both: HillclimberOptions.

#include "algorithm/algorithm_description.h"

namespace moai {

std::unique_ptr<AlgorithmDescription> describe_hillclimber();
std::unique_ptr<AlgorithmDescription> describe_random_search();

inline constexpr AlgorithmKind hillclimber_kind{
    "hillclimber", "one individual that strictly better mutants replace", describe_hillclimber};
inline constexpr AlgorithmKind random_search_kind{
    "random_search", "the best of random genomes: the floor that a search has to beat",
    describe_random_search};

}  // namespace moai
