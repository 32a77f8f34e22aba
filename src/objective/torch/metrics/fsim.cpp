// Feature similarity with colour (FSIMc): L. Zhang, L. Zhang, X. Mou, D. Zhang, "FSIM: a feature
// similarity index for image quality assessment", IEEE TIP 20(8), 2011, equations 3 to 8. In [0,1],
// maximum 1. Images of 384 pixels and more are first shrunk. Both parameter sets are the same.
#include <ATen/ATen.h>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/operators.h"
#include "objective/torch/phase_congruency.h"

namespace moai {
namespace {

struct FsimFeatures {
  at::Tensor congruency, gradients, i, q;  // (B,1,h,w)
};

class Fsim final : public Objective {
 public:
  Fsim(ImageAnalysis& target)
      : factor_(shrink_factor(target.rgb())), congruency_(sized(target.luminance())) {
    const FsimFeatures y = features(target);
    target_ = {of_target(y.congruency), of_target(y.gradients), of_target(y.i), of_target(y.q)};
  }

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const FsimFeatures x = features(images);
    const at::Tensor weight = at::maximum(x.congruency, target_.congruency);
    const at::Tensor chroma = similarity(x.i, target_.i, 200.0) * similarity(x.q, target_.q, 200.0);
    const at::Tensor likeness = similarity(x.gradients, target_.gradients, 160.0) *
                                similarity(x.congruency, target_.congruency, 0.85) *
                                safe_power(chroma.abs(), 0.03);
    return (likeness * weight).sum({1, 2, 3}) / weight.sum({1, 2, 3});
  }

 private:
  at::Tensor sized(const at::Tensor& x) const { return shrunk(x * 255.0, factor_); }

  FsimFeatures features(ImageAnalysis& images) const {
    const at::Tensor y = sized(images.luminance());
    return {congruency_.of(y), gradient_magnitude(y, scharr), sized(images.chroma_i()),
            sized(images.chroma_q())};
  }

  std::int64_t factor_;
  PhaseCongruency congruency_;
  FsimFeatures target_;
};

}  // namespace

std::unique_ptr<Objective> make_fsim(const ObjectiveContext& context) {
  return std::make_unique<Fsim>(context.target);
}

}  // namespace moai
