#pragma once
// `problem: {type: benchmark}`: its line in the table of problems. Options: BenchmarkOptions.

#include "problem/problem_description.h"

namespace moai {

std::unique_ptr<ProblemDescription> describe_benchmark();

inline constexpr ProblemKind benchmark_kind{
    "benchmark", "test functions whose Pareto fronts are known", describe_benchmark};

}  // namespace moai
