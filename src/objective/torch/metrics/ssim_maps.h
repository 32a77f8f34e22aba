#pragma once
// The two maps from which SSIM and MS-SSIM are pooled: contrast-structure and luminance times it.
// Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, "Image quality assessment: from error
// visibility to structural similarity", IEEE TIP 13(4), 2004, equations 6, 9 and 13.

#include <ATen/core/Tensor.h>

namespace moai {

struct SsimWindow {
  std::int64_t size;  ///< of the Gaussian
  double sigma = 1.5;
  double c1 = 1e-4;  ///< (0.01 * range)^2
  double c2 = 9e-4;  ///< (0.03 * range)^2
};

/// A reference image and its windowed moments, each (1,C,h,w).
struct SsimReference {
  at::Tensor image, mean, variance;
};

struct SsimMaps {
  at::Tensor contrast_structure;  ///< (B,C,h,w), in [-1,1]
  at::Tensor full;                ///< times the luminance term
};

/// target: (B,C,H,W) of which row 0 is taken.
SsimReference ssim_reference(const at::Tensor& target, const SsimWindow& window);

/// x: (B,C,H,W). Only positions where the window lies within the image.
SsimMaps ssim_maps(const at::Tensor& x, const SsimReference& reference, const SsimWindow& window);

}  // namespace moai
