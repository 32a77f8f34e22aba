#pragma once
// Visual saliency by simple priors (SDSP): L. Zhang, Z. Gu, H. Li, "SDSP: a novel saliency
// detection method by combining simple priors", ICIP 2013: frequency, colour and location. As in
// VSI it is found at 256x256, whatever the image's size.
//
//   const Saliency saliency(like);
//   at::Tensor map = saliency.of(rgb);   // (B,3,H,W) in [0,1] -> (B,1,H,W) in [0,1]

#include <ATen/core/Tensor.h>

#include "objective/torch/interpolation.h"
#include "objective/torch/kernels/lab.h"

namespace moai {

class Saliency {
 public:
  /// like: (B,3,H,W) float32.
  explicit Saliency(const at::Tensor& like);

  at::Tensor of(const at::Tensor& rgb) const;

  /// The response of the log-Gabor filter to planes (B,3,256,256), at the rows and columns that are
  /// used, and the gradient with respect to the planes of a loss that has `outside` with respect to
  /// the response.
  at::Tensor filtered(const at::Tensor& planes) const;
  at::Tensor unfiltered(const at::Tensor& outside) const;

 private:
  LabPlanes enlarged_lab(const at::Tensor& rgb) const;

  Interpolation enlarge_rows_, enlarge_columns_;      ///< to 256, for the CPU's kernel
  DeviceInterpolation device_rows_, device_columns_;  ///< the same in general
  DeviceInterpolation shrink_rows_, shrink_columns_;  ///< from the rows and columns that are used
  at::Tensor filter_;                                 ///< (256,129) log-Gabor, half spectrum
  at::Tensor rows_, columns_;                         ///< which of the 256 are used
  at::Tensor location_;                               ///< preference for the centre, there
};

}  // namespace moai
