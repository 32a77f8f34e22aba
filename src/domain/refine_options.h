#pragma once
// `algorithm: {refine: 20}`: gradient descent on the parameters of children before they are
// evaluated; what is found is the child's genome (Lamarckian). After J. Dean and N. Cheney,
// "Many-objective Optimization via Voting for Elites", GECCO 2023 companion, whose code refines
// with 20 steps of Adam at a rate of 0.03.
//
//   algorithm: {type: move, refine: {steps: 20, learning_rate: 0.03, every: 5, prune: 0.001}}
//
// Algorithms offer it, problems do it (problem/refinement.h), the runner brings them together.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "support/options.h"
#include "support/schedule.h"

namespace moai {

struct RefineOptions {
  /// own: those that the child will compete with, as Algorithm::aims says.
  enum class Objectives : std::uint8_t { own, all };

  Schedule steps = 0.0;  ///< at most so many, rounded to a whole number; 0: no refinement
  Schedule learning_rate = 0.03;
  std::int64_t every = 1;  ///< in generations that are multiples of it
  Objectives objectives = Objectives::own;
  std::map<std::string, double> weights;  ///< of objectives in the loss; 1 where not named
  std::int64_t patience = 5;              ///< steps in a row without an improvement
  double minimum_improvement = 0.0005;    ///< of the loss, which is in [0,1]
  double prune = 0.0;                     ///< networks: smaller weights are taken out; 0: none
};

/// The numbers of one generation's descent.
struct Descent {
  std::int64_t steps = 0;
  double learning_rate = 0.0;
  std::int64_t patience = 0;
  double minimum_improvement = 0.0;
  double prune = 0.0;

  auto operator<=>(const Descent&) const = default;
};

/// Visits the key `refine`.
void describe(OptionVisitor& visitor, RefineOptions& options);

/// Whether any generation may refine.
bool refines(const RefineOptions& options);

/// No steps in a generation that does not refine.
Descent descent_at(const RefineOptions& options, std::uint64_t generation, double progress);

/// (M) the weight of each objective before it is known which are a child's own.
std::vector<double> loss_weights(const RefineOptions& options,
                                 std::span<const std::string> objectives);

/// Throws UserError where a weight names no objective of the problem, or no objective with a weight
/// is among `differentiable`.
void check(const RefineOptions& options, const std::vector<std::string>& objectives,
           std::span<const std::string> differentiable);

}  // namespace moai
