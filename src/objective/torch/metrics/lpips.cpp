// Learned perceptual image patch similarity: R. Zhang, P. Isola, A. A. Efros, E. Shechtman, O.
// Wang, "The unreasonable effectiveness of deep features as a perceptual metric", CVPR 2018,
// equation 1, with VGG16. `move`: 1 - LPIPS, maximum 1. `piq`: -LPIPS, maximum 0. Where a feature
// vector is zero its direction is taken to be zero too (the published formula divides 0 by 0).
#include <ATen/ATen.h>

#include "objective/torch/learned_weights.h"
#include "objective/torch/metrics/metrics.h"
#include "objective/torch/operators.h"
#include "objective/torch/vgg_pass.h"

namespace moai {
namespace {

// (B,C,h,w) -> each position's vector divided by its length.
at::Tensor directions(const at::Tensor& features, double epsilon) {
  const at::Tensor length = safe_sqrt(features.square().sum(1, true)) + epsilon;
  return features / (epsilon > 0.0 ? length : length + (length == 0).to(at::kFloat));
}

class Lpips final : public Objective {
 public:
  Lpips(ImageAnalysis& target, const LearnedWeights& learned, bool piq)
      : offset_(piq ? 0.0 : 1.0), epsilon_(piq ? 1e-10 : 0.0) {
    const VggPass pass(target, Pooling::max);
    for (int block = 1; block <= vgg_blocks; ++block) {
      targets_.push_back(of_target(directions(pass.block(block), epsilon_)));
      weights_.push_back(learned.lpips[block - 1].to(target.rgb().device()));
    }
  }

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const VggPass pass(images, Pooling::max);
    at::Tensor distance;  // (B)
    for (int block = 1; block <= vgg_blocks; ++block) {
      const at::Tensor x = directions(pass.block(block), epsilon_);
      const at::Tensor channels = (x - targets_[block - 1]).square().mean({2, 3});  // (B,C)
      const at::Tensor layer = (channels * weights_[block - 1]).sum(1);
      distance = block == 1 ? layer : distance + layer;
    }
    return offset_ - distance;
  }

 private:
  double offset_, epsilon_;
  std::vector<at::Tensor> targets_;  // (1,C,h,w)
  std::vector<at::Tensor> weights_;  // (C)
};

}  // namespace

std::unique_ptr<Objective> make_lpips(const ObjectiveContext& context) {
  return std::make_unique<Lpips>(context.target, *context.learned, context.piq());
}

}  // namespace moai
