#pragma once
// `problem: {type: benchmark, function: dtlz2, objectives: 9, ...}`: a test function whose exact
// Pareto front is known. The functions themselves: test_function.h.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "genome/real_vector/real_vector_options.h"
#include "support/options.h"

namespace moai {

struct BenchmarkOptions {
  static constexpr std::int64_t standard = -1;  ///< as the function's authors propose

  std::size_t function = 0;  ///< index into test_function_choices()
  std::int64_t variables = standard;
  std::int64_t objectives = standard;
  double correlation = 0.0;  ///< of dtlz2's objectives, in [-1,1]; 0: as published
  RealVectorOptions genome;
  std::vector<std::string> indicators;  ///< recorded every generation
  double wait = 0.0;                    ///< seconds that each evaluation sleeps
  std::int64_t front_points = 1000;     ///< about so many points stand for the exact front
};

/// Visits the keys of `problem:` beside `type`.
void describe(OptionVisitor& visitor, BenchmarkOptions& options);

}  // namespace moai
