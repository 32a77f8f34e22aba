#pragma once
// The seam between a problem of the user's own and whoever evaluates it: numbers in, numbers out,
// in the user's own words and directions.
//
//   Answers answers = simulator.run(variables);      // (N,V)
//
// Implementations: WorkerPool (processes), SharedLibrary. One that fails for some rows says so in
// `failures`; those rows hold NaN.

#include <cstddef>
#include <string>
#include <vector>

#include "domain/failed_evaluation.h"
#include "genome/mixed/variable_options.h"
#include "problem/simulator/rank_place.h"
#include "support/matrix.h"

namespace moai {

/// What both sides have to agree on.
struct SimulatorShape {
  std::size_t variables = 0, objectives = 0, constraints = 0;
  std::vector<VariableOptions> blocks;
  std::vector<double> lower, upper;          ///< (V)
  std::vector<std::string> objective_names;  ///< (M)
};

struct Answers {
  Matrix objectives;                       ///< (N,M) as the user's program gives them
  Matrix constraints;                      ///< (N,K) above 0: violated
  std::vector<FailedEvaluation> failures;  ///< by row
};

class Simulator {
 public:
  virtual ~Simulator() = default;
  /// Throws UserError where the program or library cannot be used at all.
  virtual Answers run(const Matrix& variables) = 0;
};

}  // namespace moai
