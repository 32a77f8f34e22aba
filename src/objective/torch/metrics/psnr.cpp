// Peak signal-to-noise ratio, -10 log10(MSE + 1e-8) dB. The 1e-8 bounds it: 80 dB for identical
// images. `move`: divided by 50, in [0, 1.6]. `piq`: decibels, in [0, 80].
#include <ATen/ATen.h>

#include "objective/torch/metrics/metrics.h"

namespace moai {
namespace {

class Psnr final : public Objective {
 public:
  Psnr(at::Tensor target, double scale) : target_(std::move(target)), scale_(scale) {}

  at::Tensor evaluate(ImageAnalysis& images) const override {
    return (images.squared_error(target_) + 1e-8).log10() * scale_;
  }

 private:
  at::Tensor target_;  // (1,3,H,W)
  double scale_;
};

}  // namespace

std::unique_ptr<Objective> make_psnr(const ObjectiveContext& context) {
  return std::make_unique<Psnr>(of_target(context.target.rgb()), context.piq() ? -10.0 : -0.2);
}

}  // namespace moai
