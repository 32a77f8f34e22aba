#pragma once
// Phase congruency of grey images: P. Kovesi, "Image features from phase congruency", Videre 1(3),
// 1999, with the constants of FSIM: four orientations of log-Gabor filters at four scales.
//
//   const PhaseCongruency congruency(image);          // filters for this image's size and device
//   at::Tensor map = congruency.of(images_0_to_255);  // (B,1,H,W) -> (B,1,H,W) in [0,1]
//
// The map of a constant image that is not black is rounding noise: noise divided by noise.

#include <ATen/core/Tensor.h>

#include <array>

namespace moai {

class PhaseCongruency {
 public:
  /// like: (B,1,H,W) float32.
  explicit PhaseCongruency(const at::Tensor& like);

  at::Tensor of(const at::Tensor& images) const;

 private:
  static constexpr std::size_t orientations = 4;
  std::array<at::Tensor, orientations> filters_;  ///< (4 scales,H,W) each, origin at [0,0]
  std::array<double, orientations> threshold_{};  ///< noise threshold of a median energy of 1
};

}  // namespace moai
