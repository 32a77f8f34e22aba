#include "problem/spectrogram_blend/torch/mask_descent.h"

#include <ATen/ATen.h>

#include <span>
#include <vector>

#include "problem/descent.h"

namespace moai {

namespace {

constexpr double smallest_value = 1e-6;

std::vector<float> numbers_of(const at::Tensor& tensor) {
  const at::Tensor host = tensor.to(at::kCPU, at::kFloat).contiguous();
  return {host.data_ptr<float>(), host.data_ptr<float>() + host.numel()};
}

at::Tensor mask_of(const std::vector<float>& logits, const at::Tensor& like) {
  return at::tensor(logits).view(like.sizes()).to(like.device()).sigmoid();
}

std::vector<float> on_logits(const at::Tensor& gradient, const at::Tensor& mask) {
  return numbers_of(gradient * mask * (1.0 - mask));
}

}  // namespace

MaskDescent::MaskDescent(const BlendLosses& losses, const at::Tensor& logits,
                         const BlendWeights& weights, double learning_rate)
    : losses_(&losses),
      like_(logits),
      logits_(numbers_of(logits)),
      adam_(logits_.size(), learning_rate),
      weights_(weights) {}

at::Tensor MaskDescent::values() const {
  return mask_of(logits_, like_);
}

at::Tensor MaskDescent::step() {
  const at::Tensor mask = values();
  const BlendLosses::Slope slope = losses_->slope(mask, weights_);
  adam_.step(logits_, on_logits(slope.gradient, mask));
  return slope.losses;
}

RefinedMask refined_mask(const BlendLosses& losses, const at::Tensor& values,
                         const BlendWeights& weights, const Descent& descent) {
  RefinedMask result;
  const double total = weights[0] + weights[1];
  if (total <= 0.0) return result;
  const BlendWeights shares = {weights[0] / total, weights[1] / total};
  const auto loss_of = [&shares](const at::Tensor& both) {
    const at::Tensor host = both.to(at::kCPU, at::kDouble);
    return shares[0] * host[0].item<double>() + shares[1] * host[1].item<double>();
  };
  const Parameters start = {numbers_of(values.logit(smallest_value))};
  Descended found = descend(
      start, descent,
      [&](std::span<const std::size_t>, const Parameters& logits, bool gradients) -> Losses {
        const at::Tensor mask = mask_of(logits[0], values);
        if (!gradients) return {{loss_of(losses.losses(mask))}, {}};
        const BlendLosses::Slope slope = losses.slope(mask, shares);
        return {{loss_of(slope.losses)}, {on_logits(slope.gradient, mask)}};
      });
  result.steps = found.steps[0];
  if (found.parameters == start) return result;
  // The way begins a little off values of 0 and 1, so it is compared with where it came from.
  const at::Tensor mask = mask_of(found.parameters[0], values);
  if (loss_of(losses.losses(mask)) < loss_of(losses.losses(values))) result.values = mask;
  return result;
}

}  // namespace moai
