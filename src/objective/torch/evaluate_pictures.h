#pragma once
// ObjectiveSet for callers that know no tensors: pictures in, a table of values out.

#include <vector>

#include "media/image.h"
#include "objective/torch/objective_set.h"
#include "support/matrix.h"

namespace moai {

/// (pictures, K): a row a picture, all of the target's size, a column an objective. Throws
/// std::logic_error for a picture of another size.
Matrix evaluate_pictures(const ObjectiveSet& set, const std::vector<Image>& pictures,
                         const std::string& device = "cpu");

}  // namespace moai
