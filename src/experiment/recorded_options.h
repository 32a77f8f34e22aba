#pragma once
// The options of a trial that was run, out of its file: the attribute `config`.
//
//   TrialOptions options = recorded_options(view.config, "0.h5");
//
// Files that it names (a target, weights) need not be there any more. What some islands had of
// their own is left out.

#include <string>

#include "experiment/trial_options.h"

namespace moai {

/// `file`: named in messages. Throws UserError where another version of moai wrote keys that this
/// one does not know.
TrialOptions recorded_options(const std::string& config, const std::string& file);

}  // namespace moai
