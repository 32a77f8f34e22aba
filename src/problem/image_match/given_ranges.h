#pragma once
// The ranges of objectives that an experiment file gives (`normalisation: {type: table}`).

#include <vector>

#include "domain/evaluation.h"
#include "objective/objective_info.h"
#include "problem/image_match/image_match_options.h"

namespace moai {

/// The ranges that the options name. Throws UserError where an objective is missing, a name is
/// unknown, or a maximum is not above its minimum.
Normalisation from_table(const NormalisationOptions& options,
                         const std::vector<ObjectiveInfo>& objectives);

}  // namespace moai
