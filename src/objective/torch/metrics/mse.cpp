// Mean squared error over the 3HW numbers. `move`: 1 - MSE in [0,1], maximum 1. `piq`: -MSE.
#include <ATen/ATen.h>

#include "objective/torch/metrics/metrics.h"

namespace moai {
namespace {

class Mse final : public Objective {
 public:
  Mse(at::Tensor target, double offset) : target_(std::move(target)), offset_(offset) {}

  at::Tensor evaluate(ImageAnalysis& images) const override {
    return offset_ - images.squared_error(target_);
  }

 private:
  at::Tensor target_;  // (1,3,H,W)
  double offset_;
};

}  // namespace

std::unique_ptr<Objective> make_mse(const ObjectiveContext& context) {
  return std::make_unique<Mse>(of_target(context.target.rgb()), context.piq() ? 0.0 : 1.0);
}

}  // namespace moai
