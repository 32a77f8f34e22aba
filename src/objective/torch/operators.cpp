#include "objective/torch/operators.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>

#include "objective/torch/kernels/separable.h"

namespace moai {
namespace {

std::vector<double> gaussian_taps(std::int64_t k, double sigma) {
  std::vector<double> taps(k);
  double sum = 0.0;
  for (std::int64_t i = 0; i < k; ++i) {
    const double d = static_cast<double>(i) - static_cast<double>(k - 1) / 2.0;
    taps[i] = std::exp(-d * d / (2.0 * sigma * sigma));
    sum += taps[i];
  }
  for (double& tap : taps) tap /= sum;
  return taps;
}

// Sum of shifted copies along a dimension: no kernel has to be sent to the device.
at::Tensor weighted_shifts(const at::Tensor& x, std::int64_t dim, const std::vector<double>& taps) {
  const std::int64_t size = x.size(dim) - static_cast<std::int64_t>(taps.size()) + 1;
  at::Tensor sum;
  for (std::size_t k = 0; k < taps.size(); ++k) {
    if (taps[k] == 0.0) continue;
    const at::Tensor shifted = x.narrow(dim, static_cast<std::int64_t>(k), size);
    sum = sum.defined() ? sum.add(shifted, taps[k]) : shifted * taps[k];
  }
  return sum;
}

}  // namespace

bool wants_gradient(const at::Tensor& x) {
  return c10::GradMode::is_enabled() && x.requires_grad();
}

at::Tensor separable_filter(const at::Tensor& x, const std::vector<double>& down,
                            const std::vector<double>& across, std::int64_t padding) {
  if (x.device().is_cpu() && !wants_gradient(x))
    return separable_filter_cpu(x.contiguous(), down, across, padding);
  const std::int64_t p = padding;
  const at::Tensor padded = p == 0 ? x : at::constant_pad_nd(x, {p, p, p, p});
  return weighted_shifts(weighted_shifts(padded, 2, down), 3, across);
}

at::Tensor combine(const at::Tensor& rgb, const std::array<double, 3>& coefficients) {
  return (rgb.narrow(1, 0, 1) * coefficients[0])
      .add_(rgb.narrow(1, 1, 1), coefficients[1])
      .add_(rgb.narrow(1, 2, 1), coefficients[2]);
}

at::Tensor similarity(const at::Tensor& a, const at::Tensor& b, double c) {
  // a*a + b*b and 2ab in this order of operations are the same bits for a = b: the ratio is 1.
  return (a * b).mul_(2.0).add_(c).div_(a.square().add_(b.square()).add_(c));
}

at::Tensor safe_sqrt(const at::Tensor& x) {
  if (!wants_gradient(x)) return x.sqrt();
  const at::Tensor positive = x > 0;
  return at::where(positive, at::where(positive, x, at::ones_like(x)).sqrt(), at::zeros_like(x));
}

at::Tensor safe_power(const at::Tensor& x, double p) {
  // Not pow: at the end of an array LibTorch's rounds otherwise than before it, and a value would
  // depend on its place in the batch. exp and log have no such end. exp(-infinity) is 0.
  if (!wants_gradient(x)) return (x.log() * p).exp_();
  const at::Tensor positive = x > 0;
  const at::Tensor power = (at::where(positive, x, at::ones_like(x)).log() * p).exp();
  return at::where(positive, power, at::zeros_like(x));
}

at::Tensor gradient_magnitude(const at::Tensor& x, const DerivativeKernel& kernel) {
  const std::vector<double> smooth(kernel.begin(), kernel.end());
  const std::vector<double> difference = {-1.0, 0.0, 1.0};
  const at::Tensor across = separable_filter(x, smooth, difference, 1);
  const at::Tensor down = separable_filter(x, difference, smooth, 1);
  return safe_sqrt(across.square() + down.square());
}

at::Tensor gaussian_filter(const at::Tensor& x, std::int64_t k, double sigma,
                           std::int64_t padding) {
  const std::vector<double> taps = gaussian_taps(k, sigma);
  return separable_filter(x, taps, taps, padding);
}

at::Tensor halve(const at::Tensor& x) {
  return at::avg_pool2d(x, {2, 2}, {2, 2});
}

std::int64_t shrink_factor(const at::Tensor& x) {
  const double side = static_cast<double>(std::min(x.size(2), x.size(3)));
  return std::max<std::int64_t>(1, std::llrint(side / 256.0));  // half to even
}

at::Tensor shrunk(const at::Tensor& x, std::int64_t factor) {
  return factor == 1 ? x : at::avg_pool2d(x, {factor, factor}, {factor, factor});
}

at::Tensor resize_bilinear(const at::Tensor& x, std::int64_t height, std::int64_t width) {
  if (x.size(2) == height && x.size(3) == width) return x;
  return at::upsample_bilinear2d(x, {height, width}, /*align_corners=*/false);
}

}  // namespace moai
