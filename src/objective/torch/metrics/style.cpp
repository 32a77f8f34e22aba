// Style loss between Gram matrices of VGG16 features: L. A. Gatys, A. S. Ecker, M. Bethge, "Image
// style transfer using convolutional neural networks", CVPR 2016, equations 3 to 5. Maximum 0, no
// minimum. `move`: minus the fourth root of the summed loss of convolutions 1 to 5 before their
// ReLU, Gram matrices divided by CHW. `piq`: minus the loss of relu3_3, Gram matrices not divided.
// The loss is that of each image; the published MOVE code averages it over the batch.
#include <ATen/ATen.h>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/operators.h"
#include "objective/torch/vgg_pass.h"

namespace moai {
namespace {

// (B,C,h,w) -> (B,C,C)
at::Tensor gram(const at::Tensor& features) {
  const at::Tensor m = features.flatten(2);
  return at::bmm(m, m.transpose(1, 2));
}

std::vector<at::Tensor> grams(ImageAnalysis& images, bool piq) {
  const VggPass pass(images, Pooling::max);
  if (piq) return {gram(pass.block(3))};
  std::vector<at::Tensor> result;
  for (int n = 1; n <= 5; ++n) {
    const at::Tensor features = pass.convolution(n);
    result.push_back(gram(features) / (features.size(1) * features.size(2) * features.size(3)));
  }
  return result;
}

class Style final : public Objective {
 public:
  Style(ImageAnalysis& target, bool piq) : piq_(piq) {
    for (const at::Tensor& matrix : grams(target, piq)) targets_.push_back(of_target(matrix));
  }

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const std::vector<at::Tensor> matrices = grams(images, piq_);
    at::Tensor loss;  // (B)
    for (std::size_t n = 0; n < matrices.size(); ++n) {
      const at::Tensor layer = (matrices[n] - targets_[n]).square().mean({1, 2});
      loss = n == 0 ? layer : loss + layer;
    }
    return piq_ ? -loss : -safe_power(loss, 0.25);
  }

 private:
  bool piq_;
  std::vector<at::Tensor> targets_;  // (1,C,C)
};

}  // namespace

std::unique_ptr<Objective> make_style(const ObjectiveContext& context) {
  return std::make_unique<Style>(context.target, context.piq());
}

}  // namespace moai
