#pragma once
// Gradient refinement of genomes that have pictures: genome -> picture -> objectives, backwards.

#include "domain/evaluation.h"
#include "objective/torch/objective_set.h"
#include "problem/phenotype.h"
#include "problem/refinement.h"

namespace moai {

/// The loss of refinement.h, at the pictures' size (height, width) of `set`. Genomes whose weights
/// are all zero come back as they are. Throws UserError where the phenotype has no gradient.
Refinement refined_pictures(const RefineRequest& request, const Phenotype& phenotype,
                            const ObjectiveSet& set, const Normalisation& ranges,
                            std::int64_t height, std::int64_t width);

}  // namespace moai
