#include "runner/planned_trials.h"

namespace moai {

std::vector<PlannedTrial> planned_trials(const Experiment& experiment) {
  std::vector<PlannedTrial> planned;
  for (const TrialTicket& ticket : plan(experiment))
    planned.push_back({experiment.conditions[ticket.condition].name, ticket.trial});
  return planned;
}

}  // namespace moai
