#pragma once
// When a trial ends: the `budget:` section. Whichever limit is met first ends it, always after a
// whole generation.
//
//   budget: {generations: 1000}        # or evaluations, wall_time, target_score

#include <cstdint>

#include "support/options.h"

namespace moai {

struct BudgetOptions {
  /// Generations of a trial. 0 ("auto") is replaced when an experiment is read: 1000, or as many as
  /// `evaluations` pays for. Schedules run over this number.
  std::int64_t generations = 0;
  std::int64_t evaluations = 0;  ///< 0: no limit
  double wall_time = 0.0;        ///< seconds of one trial, over all its sessions; 0: no limit
  double target_score = 0.0;     ///< a trial ends once its champion scores as much; 0: no limit

  bool operator==(const BudgetOptions&) const = default;
};

/// Visits the keys of `budget:`.
void describe(OptionVisitor& visitor, BudgetOptions& options);

}  // namespace moai
