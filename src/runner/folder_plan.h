#pragma once
// Whether a run may go on in a folder whose plan is another one: it may grow.
//
//   const Growth growth = growth_in(out, yaml, experiment);   // throws where trials would change

#include <string>

#include "experiment/growth.h"

namespace moai {

/// What `experiment` adds to the plan `yaml` of the output folder, and what it leaves aside. Throws
/// UserError where an existing trial would be another one, with the difference and a way out.
Growth growth_in(const std::string& out, const std::string& yaml, const Experiment& experiment);

/// Throws UserError that says what `growth` leaves aside, if anything.
void require_nothing_left_aside(const std::string& out, const Growth& growth);

/// The same as growth_in; throws, too, where something is left aside and `leave_aside` is not set.
/// Tells the user what is added.
void accept_growth(const std::string& out, const std::string& yaml, const Experiment& experiment,
                   bool leave_aside);

}  // namespace moai
