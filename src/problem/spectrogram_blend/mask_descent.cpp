#include "problem/spectrogram_blend/mask_descent.h"

#include <ATen/ATen.h>

#include <cmath>

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
  double best = loss_of(losses.losses(values));
  MaskDescent way(losses, values.logit(smallest_value), shares, descent.learning_rate);
  double milestone = best;
  std::int64_t patience = descent.patience;
  for (std::int64_t step = 0; step < descent.steps && patience > 0; ++step) {
    way.step();
    ++result.steps;
    const at::Tensor here = way.values();
    const double loss = loss_of(losses.losses(here));
    if (loss < best) {
      best = loss;
      result.values = here;
    }
    if (loss < milestone - descent.minimum_improvement) {
      milestone = loss;
      patience = descent.patience;
    } else {
      --patience;
    }
  }
  return result;
}

}  // namespace moai
