// Visual information fidelity in the pixel domain: H. R. Sheikh, A. C. Bovik, "Image information
// and visual quality", IEEE TIP 15(2), 2006, with the four-scale pixel version of the authors'
// code. 1 for identical images; contrast enhancement may exceed 1, 0 is the least. `move`: the
// luminance is first resized to 41x41. `piq`: any size of at least 41 pixels. Computed in float64:
// where x is nearly a linear function of y, v is a difference of equal numbers.
#include <ATen/ATen.h>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/operators.h"

namespace moai {
namespace {

constexpr double vif_epsilon = 1e-8;
constexpr double vif_noise = 2.0;  // variance of the visual noise

at::Tensor luminance_255(const at::Tensor& rgb, bool resize) {
  const at::Tensor y = combine(rgb.to(at::kDouble), {0.299 * 255, 0.587 * 255, 0.114 * 255});
  return resize ? resize_bilinear(y, 41, 41) : y;
}

struct Scale {
  at::Tensor image, mean, variance;  // of the reference, (1,1,h,w)
};

at::Tensor filtered(const at::Tensor& x, std::int64_t scale) {
  const std::int64_t k = (1 << (4 - scale)) + 1;  // 17, 9, 5, 3
  return gaussian_filter(x, k, static_cast<double>(k) / 5.0);
}

at::Tensor coarser(const at::Tensor& x, std::int64_t scale) {
  return filtered(x, scale).slice(2, {}, {}, 2).slice(3, {}, {}, 2).contiguous();
}

// What the distorted image still tells of the reference: log10(1 + a^2 vy / (v + noise)),
// equation 24.
at::Tensor information(const at::Tensor& x, const Scale& y, std::int64_t scale) {
  const at::Tensor mean = filtered(x, scale);
  at::Tensor variance = (filtered(x.square(), scale) - mean.square()).clamp_min(0.0);
  const at::Tensor covariance = filtered(x * y.image, scale) - mean * y.mean;
  const at::Tensor zero = at::zeros({}, x.options());

  at::Tensor gain = covariance / (y.variance + vif_epsilon);
  at::Tensor rest = variance - gain * covariance;
  const at::Tensor flat_y = y.variance < vif_epsilon, flat_x = variance < vif_epsilon;
  gain = at::where(flat_y, zero, gain);
  rest = at::where(flat_y, variance, rest);
  gain = at::where(flat_x, zero, gain);
  rest = at::where(flat_x, zero, rest);
  rest = at::where(gain < 0, variance, rest).clamp_min(vif_epsilon);
  gain = gain.clamp_min(0.0);
  const at::Tensor power = at::where(flat_y, zero, y.variance);
  return (gain.square() * power / (rest + vif_noise)).log1p().sum({1, 2, 3});
}

class Vif final : public Objective {
 public:
  Vif(const at::Tensor& target, bool resize) : resize_(resize) {
    at::Tensor y = luminance_255(target, resize);
    for (std::int64_t scale = 0; scale < 4; ++scale) {
      if (scale > 0) y = coarser(y, scale);
      const at::Tensor mean = filtered(y, scale);
      const at::Tensor variance = (filtered(y.square(), scale) - mean.square()).clamp_min(0.0);
      const at::Tensor flat = (variance < vif_epsilon).to(at::kDouble);
      const at::Tensor total = (variance * (1.0 - flat) / vif_noise).log1p().sum({1, 2, 3});
      total_ = scale == 0 ? total : total_ + total;
      scales_.push_back({of_target(y), of_target(mean), of_target(variance)});
    }
    total_ = of_target(total_);
  }

  at::Tensor evaluate(ImageAnalysis& images) const override {
    at::Tensor x = luminance_255(images.rgb(), resize_), sum;
    for (std::int64_t scale = 0; scale < 4; ++scale) {
      if (scale > 0) x = coarser(x, scale);
      const at::Tensor kept = information(x, scales_[scale], scale);
      sum = scale == 0 ? kept : sum + kept;
    }
    // Natural logarithms instead of log10: the factor cancels but for the epsilon.
    const double epsilon = vif_epsilon * std::log(10.0);
    return ((sum + epsilon) / (total_ + epsilon)).to(at::kFloat);
  }

 private:
  bool resize_;
  std::vector<Scale> scales_;
  at::Tensor total_;  // (1), of the reference
};

}  // namespace

std::unique_ptr<Objective> make_vif(const ObjectiveContext& context) {
  if (context.piq()) require_size(context, "vif", 41);
  return std::make_unique<Vif>(context.target.rgb(), !context.piq());
}

}  // namespace moai
