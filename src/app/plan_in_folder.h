#pragma once
// `moai plan FILE --out FOLDER`: what an output folder has of an experiment, and what is missing.

#include <string>

#include "experiment/experiment.h"

namespace moai {

/// Prints what the run would add to the folder and, by condition, which trials are finished, begun
/// and missing. Throws UserError where the run would be refused: the experiment changes existing
/// trials, or an input file has changed.
void print_plan_in(const std::string& out, const Experiment& experiment);

/// The same for programs.
void print_plan_in_as_json(const std::string& out, const Experiment& experiment);

/// Only the refusals; also of a plan that is smaller than the folder's.
void require_room_for(const std::string& out, const Experiment& experiment);

}  // namespace moai
