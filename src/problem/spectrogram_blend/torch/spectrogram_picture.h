#pragma once
// Spectrograms as pictures: decibels from 80 below the 99.5th percentile up to it, in the colours
// of "magma" (S. van der Walt, N. Smith, 2015, CC0); the lowest frequency is at the bottom.
//
//   write_png("blend.png", spectrogram_picture(magnitude));   // a pixel a value

#include <ATen/core/Tensor.h>

#include "media/image.h"

namespace moai {

/// `magnitude` (H,W), positive.
Image spectrogram_picture(const at::Tensor& magnitude);

/// A mask (H,W) in shades of grey: 1, the picture, is white; the lowest frequency at the bottom.
Image mask_picture(const at::Tensor& mask);

/// Averaged or repeated to (height,width); everything is kept, whatever its proportions.
Image fitted(const Image& image, std::int64_t height, std::int64_t width);

}  // namespace moai
