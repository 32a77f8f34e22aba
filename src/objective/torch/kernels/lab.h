#pragma once
// Pictures enlarged and turned into CIE Lab in one pass over the CPU's vector units; the general
// form is Saliency's own, in ATen. No gradients.

#include <ATen/core/Tensor.h>

#include "objective/torch/interpolation.h"

namespace moai {

struct LabPlanes {
  at::Tensor lab;        ///< (B,3,h,w): L, a, b
  at::Tensor low, high;  ///< (B,2,1,1): the least and the greatest a and b of each image
};

/// rgb: (B,3,H,W) float32 sRGB, contiguous, CPU. `rows` and `columns` say how it is enlarged.
LabPlanes enlarged_lab_cpu(const at::Tensor& rgb, const Interpolation& rows,
                           const Interpolation& columns);

}  // namespace moai
