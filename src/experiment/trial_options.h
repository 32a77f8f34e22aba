#pragma once
// Everything that one trial is made of, as plain structs with their defaults.

#include "algorithm/registry.h"
#include "experiment/budget_options.h"
#include "experiment/compute_options.h"
#include "island/island_options.h"
#include "problem/registry.h"
#include "record/record_options.h"
#include "support/options.h"

namespace moai {

struct TrialOptions {
  ProblemOptions problem;
  AlgorithmOptions algorithm;
  BudgetOptions budget;
  IslandOptions islands;
  RecordOptions record;
  ComputeOptions compute;
};

/// Visits the sections `problem:`, `algorithm:`, `budget:`, `islands:`, `record:` and
/// `compute:`.
void describe(OptionVisitor& visitor, TrialOptions& options);

}  // namespace moai
