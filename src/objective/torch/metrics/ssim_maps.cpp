#include "objective/torch/metrics/ssim_maps.h"

#include <ATen/ATen.h>

#include "objective/torch/objective.h"
#include "objective/torch/operators.h"

namespace moai {

SsimReference ssim_reference(const at::Tensor& target, const SsimWindow& window) {
  const at::Tensor mean = gaussian_filter(target, window.size, window.sigma);
  const at::Tensor variance =
      gaussian_filter(target.square(), window.size, window.sigma) - mean.square();
  return {of_target(target), of_target(mean), of_target(variance)};
}

SsimMaps ssim_maps(const at::Tensor& x, const SsimReference& reference, const SsimWindow& window) {
  const at::Tensor mean = gaussian_filter(x, window.size, window.sigma);  // (B,C,h,w)
  const at::Tensor mean_squared = mean.square();
  const at::Tensor variance = gaussian_filter(x.square(), window.size, window.sigma) - mean_squared;
  const at::Tensor means = mean * reference.mean;
  const at::Tensor covariance =
      gaussian_filter(x * reference.image, window.size, window.sigma) - means;
  SsimMaps maps;
  maps.contrast_structure =
      (covariance * 2.0 + window.c2) / (variance + reference.variance + window.c2);
  maps.full = (means * 2.0 + window.c1) / (mean_squared + reference.mean.square() + window.c1) *
              maps.contrast_structure;
  return maps;
}

}  // namespace moai
