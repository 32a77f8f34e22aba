#pragma once
// The exact volume that boxes from the origin cover together; hypervolume.h is the function that
// users call.

#include "support/matrix.h"

namespace moai {

/// heights: (N,M) positive corners. Volume of the union of the boxes [0, corner]. Sweeps for up to
/// 3 columns, WFG with dimension reduction above.
double volume_above_origin(const Matrix& heights);

}  // namespace moai
