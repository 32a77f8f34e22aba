#pragma once
// The range of every objective, with which scores are normalised (DESIGN.md section 6).

#include <optional>
#include <vector>

#include "domain/evaluation.h"
#include "objective/torch/objective_set.h"
#include "problem/image_match/image_match_options.h"
#include "problem/phenotype.h"

namespace moai {

/// Maximum: the target against itself; without one the best of `images` pictures. Minimum: the
/// worst of them. They are black, white, noise, and random genomes, `size` (height, width) large.
/// `source` says which: the same for all trials of an experiment.
Normalisation calibrated(const ObjectiveSet& set, const std::optional<Image>& target,
                         const std::vector<std::int64_t>& size, const Phenotype& phenotype,
                         std::int64_t images, const RandomSource& source);

}  // namespace moai
