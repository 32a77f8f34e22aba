#pragma once
// The range of every objective, with which scores are normalised (DESIGN.md section 6).

#include <vector>

#include "objective/objective_set.h"
#include "problem/image_match/image_match_options.h"
#include "problem/phenotype.h"
#include "support/evaluation.h"

namespace moai {

/// Maximum: the target against itself. Minimum: the worst of `images` pictures, which are black,
/// white, noise, and random genomes. `source` says which: the same for all trials of an experiment.
Normalisation calibrated(const ObjectiveSet& set, const Image& target, const Phenotype& phenotype,
                         std::int64_t images, const RandomSource& source);

/// The ranges that the options name. Throws UserError where an objective is missing, a name is
/// unknown, or a maximum is not above its minimum.
Normalisation from_table(const NormalisationOptions& options,
                         const std::vector<ObjectiveInfo>& objectives);

}  // namespace moai
