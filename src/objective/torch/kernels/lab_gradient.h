#pragma once
// The way back through enlarged_lab_cpu (lab.h), for gradients.

#include "objective/torch/kernels/lab.h"

namespace moai {

/// planes: what enlarged_lab_cpu made of rgb; outside: the gradients of a loss with respect to
/// them, contiguous. Returns its gradient with respect to rgb, (B,3,H,W). The extremes low and high
/// share theirs among all pixels that have that value.
at::Tensor enlarged_lab_gradient_cpu(const at::Tensor& rgb, const Interpolation& rows,
                                     const Interpolation& columns, const LabPlanes& planes,
                                     const LabPlanes& outside);

}  // namespace moai
