#pragma once
// The trials of an experiment as the index knows them: by the names of their conditions.

#include <vector>

#include "experiment/experiment.h"
#include "record/index.h"

namespace moai {

/// In the order of plan(experiment).
std::vector<PlannedTrial> planned_trials(const Experiment& experiment);

}  // namespace moai
