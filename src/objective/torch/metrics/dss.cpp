// DCT subband similarity: A. Balanov, A. Schwartz, Y. Moshe, N. Peleg, "Image quality assessment
// based on DCT subband similarity", ICIP 2015. Local variances of each subband of 8x8 block DCTs
// are compared; the worst 5 % of the positions count. In [0,1] but for the correlation of the mean,
// which may be negative; maximum 1. `move` floors variances at 1e-10, `piq` at 0.
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/operators.h"

namespace moai {
namespace {

constexpr std::int64_t dss_block = 8;

double cosine(std::int64_t frequency, std::int64_t position) {
  if (frequency == 0) return std::sqrt(1.0 / dss_block);
  return std::sqrt(2.0 / dss_block) *
         std::cos(std::numbers::pi * static_cast<double>(frequency * (2 * position + 1)) / 16.0);
}

struct Subbands {
  at::Tensor kernels;  // (S,1,8,8) the orthonormal DCT-II basis pictures that count
  at::Tensor weights;  // (S) float64
};

// Frequencies weigh exp(-r^2 / (2 * 1.55^2)); below 0.01 they are left out.
Subbands subbands() {
  std::vector<float> kernels;
  std::vector<double> weights;
  for (std::int64_t m = 0; m < dss_block; ++m)
    for (std::int64_t n = 0; n < dss_block; ++n) {
      const double r2 = std::pow(m + 0.5, 2) + std::pow(n + 0.5, 2);
      const double weight = std::exp(-r2 / (2.0 * 1.55 * 1.55));
      if (weight < 0.01) continue;
      weights.push_back(weight);
      for (std::int64_t row = 0; row < dss_block; ++row)
        for (std::int64_t column = 0; column < dss_block; ++column)
          kernels.push_back(static_cast<float>(cosine(m, row) * cosine(n, column)));
    }
  const at::Tensor w = at::tensor(weights, at::kDouble);
  return {at::tensor(kernels).view({-1, 1, dss_block, dss_block}), w / w.sum()};
}

class Dss final : public Objective {
 public:
  Dss(ImageAnalysis& target, double floor) : floor_(floor) {
    const Subbands bands = subbands();
    const auto device = target.rgb().device();
    kernels_ = bands.kernels.to(device);
    weights_ = bands.weights.to(device);
    stability_ = at::full({1, kernels_.size(0), 1, 1}, 300.0, target.rgb().options());
    stability_[0][0] = 1000.0;
    const at::Tensor y = coefficients(target);
    const at::Tensor mean = smooth(y);
    target_ = of_target(y);
    mean_ = of_target(mean);
    variance_ = of_target((smooth(y.square()) - mean.square()).clamp_min(floor_));
    const double blocks = static_cast<double>(y.size(2) * y.size(3));
    lowest_ = std::max<std::int64_t>(1, std::llrint(0.05 * blocks));
  }

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const at::Tensor x = coefficients(images);  // (B,S,h,w)
    const at::Tensor mean = smooth(x);
    const at::Tensor variance = (smooth(x.square()) - mean.square()).clamp_min(floor_);
    const at::Tensor root = safe_sqrt(variance * variance_);
    const at::Tensor contrast = (root * 2.0 + stability_) / (variance + variance_ + stability_);
    at::Tensor value = worst(contrast);  // (B,S)
    // The mean's subband, the first, is also judged by its correlation.
    const auto first = [](const at::Tensor& t) { return t.narrow(1, 0, 1); };
    const at::Tensor covariance =
        smooth((first(x) * first(target_)).contiguous()) - first(mean) * first(mean_);
    const at::Tensor correlation = worst((covariance + 1000.0) / (first(root) + 1000.0));
    value =
        at::cat({value.narrow(1, 0, 1) * correlation, value.narrow(1, 1, value.size(1) - 1)}, 1);
    return (value.to(at::kDouble) * weights_).sum(1).to(at::kFloat);
  }

 private:
  at::Tensor coefficients(ImageAnalysis& images) const {
    const at::Tensor& y = images.luminance();
    const std::int64_t height = y.size(2) / dss_block * dss_block,
                       width = y.size(3) / dss_block * dss_block;
    const at::Tensor whole = y.narrow(2, 0, height).narrow(3, 0, width) * 255.0;
    return at::conv2d(whole, kernels_, {}, at::IntArrayRef(dss_block));
  }

  static at::Tensor smooth(const at::Tensor& x) { return gaussian_filter(x, 3, 1.5, 1); }

  // Mean of the lowest values of each plane.
  at::Tensor worst(const at::Tensor& map) const {
    return std::get<0>(map.flatten(2).topk(lowest_, 2, /*largest=*/false)).mean(2);
  }

  double floor_;
  std::int64_t lowest_ = 1;
  at::Tensor kernels_, weights_, stability_;
  at::Tensor target_, mean_, variance_;  // (1,S,h,w)
};

}  // namespace

std::unique_ptr<Objective> make_dss(const ObjectiveContext& context) {
  return std::make_unique<Dss>(context.target, context.piq() ? 0.0 : 1e-10);
}

}  // namespace moai
