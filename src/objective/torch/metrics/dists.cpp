// Deep image structure and texture similarity: K. Ding, K. Ma, S. Wang, E. P. Simoncelli, "Image
// quality assessment: unifying structure and texture similarity", IEEE TPAMI 44(5), 2022, equations
// 5 to 7: means and covariances of each channel of the image and of VGG16 with L2 pooling. `move`:
// 1 - D, maximum 1. `piq`: -D, maximum 0. Images are taken at their size; the authors suggest
// shrinking those of more than 256 pixels first.
#include <ATen/ATen.h>

#include "objective/torch/learned_weights.h"
#include "objective/torch/metrics/metrics.h"
#include "objective/torch/operators.h"
#include "objective/torch/vgg_pass.h"

namespace moai {
namespace {

struct Statistics {
  at::Tensor centred;         // (B,C,n) features minus their mean
  at::Tensor mean, variance;  // (B,C)
};

Statistics statistics(const at::Tensor& features) {
  const at::Tensor flat = features.flatten(2);
  const at::Tensor mean = flat.mean(2, true);
  const at::Tensor centred = flat - mean;
  return {centred, mean.squeeze(2), centred.square().mean(2)};
}

at::Tensor layer(ImageAnalysis& images, int n) {
  return n == 0 ? images.rgb() : VggPass(images, Pooling::l2).block(n);
}

class Dists final : public Objective {
 public:
  Dists(ImageAnalysis& target, const LearnedWeights& learned, bool piq)
      : offset_(piq ? 1.0 : 0.0),
        alpha_(learned.alpha.to(target.rgb().device())),
        beta_(learned.beta.to(target.rgb().device())) {
    for (int n = 0; n <= vgg_blocks; ++n) {
      const Statistics y = statistics(layer(target, n));
      targets_.push_back({of_target(y.centred), of_target(y.mean), of_target(y.variance)});
    }
  }

  at::Tensor evaluate(ImageAnalysis& images) const override {
    std::vector<at::Tensor> structure, texture;  // (B,C) a layer
    for (int n = 0; n <= vgg_blocks; ++n) {
      const Statistics x = statistics(layer(images, n));
      const Statistics& y = targets_[n];
      const at::Tensor covariance = (x.centred * y.centred).mean(2);
      structure.push_back(similarity(x.mean, y.mean, 1e-6));
      texture.push_back((covariance * 2.0 + 1e-6) / (x.variance + y.variance + 1e-6));
    }
    // In float64 the weights of identical images sum to 1.
    const at::Tensor value = (at::cat(structure, 1).to(at::kDouble) * alpha_ +
                              at::cat(texture, 1).to(at::kDouble) * beta_)
                                 .sum(1);
    return (value - offset_).to(at::kFloat);
  }

 private:
  double offset_;
  at::Tensor alpha_, beta_;  // (1475) float64, together 1
  std::vector<Statistics> targets_;
};

}  // namespace

std::unique_ptr<Objective> make_dists(const ObjectiveContext& context) {
  return std::make_unique<Dists>(context.target, *context.learned, context.piq());
}

}  // namespace moai
