// Visual saliency-induced index: L. Zhang, Y. Shen, H. Li, "VSI: a visual saliency-induced index
// for perceptual image quality assessment", IEEE TIP 23(10), 2014, equations 4 to 8. In [0,1],
// maximum 1. Images of 384 pixels and more are shrunk after saliency. Both parameter sets are the
// same.
#include <ATen/ATen.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/operators.h"
#include "objective/torch/saliency.h"

namespace moai {
namespace {

constexpr double vsi_epsilon = std::numeric_limits<float>::epsilon();

struct VsiFeatures {
  at::Tensor saliency, gradients, m, n;  // (B,1,h,w)
};

at::Tensor pooled_plane(const at::Tensor& x, std::int64_t factor) {
  if (factor == 1) return x;
  const std::int64_t before = factor / 2, after = (factor - 1) / 2;
  return shrunk(at::replication_pad2d(x, {before, after, before, after}), factor);
}

class Vsi final : public Objective {
 public:
  Vsi(const at::Tensor& target) : factor_(shrink_factor(target)), saliency_(target) {
    const VsiFeatures y = features(target);
    target_ = {of_target(y.saliency), of_target(y.gradients), of_target(y.m), of_target(y.n)};
  }

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const VsiFeatures x = features(images.rgb());
    const at::Tensor weight = at::maximum(x.saliency, target_.saliency);
    const at::Tensor colour = similarity(x.m, target_.m, 130.0) * similarity(x.n, target_.n, 130.0);
    // The real part of a negative number's power.
    const double turn = std::cos(0.02 * std::numbers::pi);
    const at::Tensor sign =
        at::where(colour < 0, at::full({}, turn, colour.options()), at::ones({}, colour.options()));
    const at::Tensor likeness = similarity(x.saliency, target_.saliency, 1.27) *
                                safe_power(similarity(x.gradients, target_.gradients, 386.0), 0.4) *
                                safe_power(colour.abs(), 0.02) * sign;
    return ((likeness * weight).sum({1, 2, 3}) + vsi_epsilon) /
           (weight.sum({1, 2, 3}) + vsi_epsilon);
  }

 private:
  VsiFeatures features(const at::Tensor& rgb) const {
    const at::Tensor x = pooled_plane(rgb * 255.0, factor_);
    return {pooled_plane(saliency_.of(rgb), factor_),
            gradient_magnitude(combine(x, {0.06, 0.63, 0.27}), scharr),
            combine(x, {0.30, 0.04, -0.35}), combine(x, {0.34, -0.6, 0.17})};
  }

  std::int64_t factor_;
  Saliency saliency_;
  VsiFeatures target_;
};

}  // namespace

std::unique_ptr<Objective> make_vsi(const ObjectiveContext& context) {
  return std::make_unique<Vsi>(context.target.rgb());
}

}  // namespace moai
