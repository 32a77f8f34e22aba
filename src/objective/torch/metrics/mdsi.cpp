// Mean deviation similarity index: H. Ziaei Nafchi, A. Shahkolaei, R. Hedjam, M. Cheriet, "Mean
// deviation similarity index", IEEE Access 4, 2016, equations 4 to 9, sum combination. The index is
// 0 for identical images and below 1 in practice. `move`: 1 - MDSI, maximum 1. `piq`: -MDSI.
#include <ATen/ATen.h>

#include <numbers>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/operators.h"

namespace moai {
namespace {

struct Channels {
  at::Tensor l, h, m, gradients;  // (B,1,h,w)
};

at::Tensor pooled(const at::Tensor& x, std::int64_t factor) {
  if (factor == 1) return x;
  const std::int64_t before = (factor - 1) / 2, after = factor / 2;
  return shrunk(at::constant_pad_nd(x, {before, after, before, after}), factor);
}

Channels channels(const at::Tensor& rgb) {
  const std::int64_t factor = shrink_factor(rgb);
  const at::Tensor x = pooled(rgb * 255.0, factor);
  const at::Tensor l = combine(x, {0.2989, 0.587, 0.114});
  return {l, combine(x, {0.3, 0.04, -0.35}), combine(x, {0.34, -0.6, 0.17}),
          gradient_magnitude(l, prewitt)};
}

class Mdsi final : public Objective {
 public:
  Mdsi(const at::Tensor& target, double offset) : offset_(offset) {
    const Channels y = channels(target);
    target_ = {of_target(y.l), of_target(y.h), of_target(y.m), of_target(y.gradients)};
  }

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const Channels x = channels(images.rgb());
    const Channels& y = target_;
    const at::Tensor fused = gradient_magnitude((x.l + y.l) * 0.5, prewitt);
    const at::Tensor gradients = similarity(x.gradients, y.gradients, 140.0) +
                                 similarity(x.gradients, fused, 55.0) -
                                 similarity(fused, y.gradients, 55.0);
    const at::Tensor colours =
        ((x.h * y.h + x.m * y.m) * 2.0 + 550.0) /
        (x.h.square() + y.h.square() + (x.m.square() + y.m.square()) + 550.0);
    const at::Tensor q = gradients * 0.6 + colours * 0.4;

    // The fourth root of a negative number is complex: its angle is pi / 4.
    const at::Tensor root = safe_power(q.abs(), 0.25);
    const at::Tensor negative = (q < 0).to(at::kFloat);
    const at::Tensor imaginary = root * negative * std::numbers::sqrt2 / 2.0;
    const at::Tensor real = root * (1.0 - negative) + imaginary;
    const at::Tensor deviation = safe_sqrt((real - real.mean({1, 2, 3}, true)).square() +
                                           (imaginary - imaginary.mean({1, 2, 3}, true)).square());
    return offset_ - safe_power(deviation.mean({1, 2, 3}), 0.25);
  }

 private:
  Channels target_;
  double offset_;
};

}  // namespace

std::unique_ptr<Objective> make_mdsi(const ObjectiveContext& context) {
  return std::make_unique<Mdsi>(context.target.rgb(), context.piq() ? 0.0 : 1.0);
}

}  // namespace moai
