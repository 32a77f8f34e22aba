#include "problem/spectrogram_blend/mask_descent.h"

#include <ATen/ATen.h>

#include <cmath>
#include <span>
#include <vector>

#include "problem/descent.h"

namespace moai {

namespace {

constexpr double mean_decay = 0.9;
constexpr double square_decay = 0.999;
constexpr double epsilon = 1e-8;
constexpr double smallest_value = 1e-6;

}  // namespace

MaskDescent::MaskDescent(const BlendLosses& losses, at::Tensor logits, const BlendWeights& weights,
                         double learning_rate)
    : losses_(&losses),
      logits_(std::move(logits)),
      mean_(at::zeros_like(logits_)),
      square_(at::zeros_like(logits_)),
      weights_(weights),
      learning_rate_(learning_rate) {}

at::Tensor MaskDescent::values() const {
  return logits_.sigmoid();
}

at::Tensor MaskDescent::step() {
  const at::Tensor mask = values();
  const BlendLosses::Slope slope = losses_->slope(mask, weights_);
  const at::Tensor gradient = slope.gradient * mask * (1.0 - mask);
  ++steps_;
  mean_.mul_(mean_decay).add_(gradient, 1.0 - mean_decay);
  square_.mul_(square_decay).addcmul_(gradient, gradient, 1.0 - square_decay);
  const double rate = learning_rate_ / (1.0 - std::pow(mean_decay, steps_));
  const double spread = std::sqrt(1.0 - std::pow(square_decay, steps_));
  const at::Tensor scale = square_.sqrt().div_(spread).add_(epsilon);
  logits_ = logits_ - rate * mean_ / scale;
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
  const auto mask_of = [&values](const std::vector<float>& logits) {
    return at::tensor(logits).view(values.sizes()).to(values.device()).sigmoid();
  };
  const auto numbers_of = [](const at::Tensor& tensor) {
    const at::Tensor host = tensor.to(at::kCPU, at::kFloat).contiguous();
    return std::vector<float>(host.data_ptr<float>(), host.data_ptr<float>() + host.numel());
  };
  const Parameters start = {numbers_of(values.logit(smallest_value))};
  Descended found = descend(
      start, descent,
      [&](std::span<const std::size_t>, const Parameters& logits, bool gradients) -> Losses {
        const at::Tensor mask = mask_of(logits[0]);
        if (!gradients) return {{loss_of(losses.losses(mask))}, {}};
        const BlendLosses::Slope slope = losses.slope(mask, shares);
        return {{loss_of(slope.losses)}, {numbers_of(slope.gradient * mask * (1.0 - mask))}};
      });
  result.steps = found.steps[0];
  if (found.parameters == start) return result;
  // The way begins a little off values of 0 and 1, so it is compared with where it came from.
  const at::Tensor mask = mask_of(found.parameters[0]);
  if (loss_of(losses.losses(mask)) < loss_of(losses.losses(values))) result.values = mask;
  return result;
}

}  // namespace moai
