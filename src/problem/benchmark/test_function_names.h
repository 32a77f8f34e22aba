#pragma once
// The names that `problem.function` accepts, in the order of BenchmarkOptions::function.

#include <span>

#include "support/options.h"

namespace moai {

std::span<const Choice> test_function_choices();

}  // namespace moai
