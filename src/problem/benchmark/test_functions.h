#pragma once
// The table of test functions. To add one: a make_ function that returns a TestFunction, a line in
// test_functions.cpp; the tests check its front and its Pareto set against each other.

#include <span>

#include "problem/benchmark/benchmark_options.h"
#include "problem/benchmark/test_function.h"
#include "support/options.h"

namespace moai {

/// The names that `problem.function` accepts, in the order of BenchmarkOptions::function.
std::span<const Choice> test_function_choices();

/// M, without making the function. Throws UserError for a number that the function cannot have.
std::size_t objectives_of(const BenchmarkOptions& options);

/// Throws UserError naming the key for a number of variables or objectives, or a correlation, that
/// the function cannot have.
TestFunction make_test_function(const BenchmarkOptions& options);

}  // namespace moai
