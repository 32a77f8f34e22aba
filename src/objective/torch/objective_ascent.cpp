// How to change pictures so that their normalised objectives rise.
#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

#include "objective/torch/objective_set_state.h"

namespace moai {

// images: (chunk,3,H,W), weights: (b,K) on the CPU -> (chunk), or undefined without any weight.
at::Tensor ObjectiveSet::State::weighted_sum(const at::Tensor& images, const at::Tensor& weights,
                                             const Normalisation& ranges) const {
  ImageAnalysis analysis = analysed(images);
  at::Tensor sum;
  std::int64_t first = 0;
  for (const Column& column : columns) {
    for (std::int64_t k = 0; k < column.width; ++k, ++first) {
      const auto m = static_cast<std::size_t>(first);
      const double range = ranges.maximum[m] - ranges.minimum[m];
      const at::Tensor weight = weights.select(1, first);
      if (!(range > 0.0) || weight.count_nonzero().item<std::int64_t>() == 0) continue;
      const at::Tensor value =
          analysis
              .once("column" + std::to_string(first - k), [&] { return values(column, analysis); })
              .select(1, k);  // (chunk)
      const at::Tensor term = ((value - ranges.minimum[m]) / range).clamp(0.0, 1.0) *
                              filled(weight).to(images.device());
      sum = sum.defined() ? sum + term : term;
    }
  }
  return sum;
}

Ascent ObjectiveSet::State::ascend_chunk(const at::Tensor& images, const at::Tensor& weights,
                                         const Normalisation& ranges, bool wants_gradient) const {
  const c10::InferenceMode inference(!wants_gradient);
  const c10::AutoGradMode gradients(wants_gradient);
  const std::int64_t count = images.size(0);
  at::Tensor x = filled(images.detach()).requires_grad_(wants_gradient);
  at::Tensor sum = weighted_sum(x, weights, ranges);
  if (!sum.defined()) sum = at::zeros({chunk}, x.options().requires_grad(false));
  Ascent result{sum.detach().narrow(0, 0, count), {}};
  if (!wants_gradient) return result;
  result.gradient = at::zeros_like(images);
  if (!sum.requires_grad()) return result;  // a scorer of the user's that has no gradient
  result.gradient =
      torch::autograd::grad({sum}, {x}, {at::ones_like(sum)}).front().narrow(0, 0, count);
  const at::Tensor finite = result.gradient.isfinite().flatten(1).all(1).cpu();
  if (finite.all().item<bool>()) return result;
  // 0 times an infinite slope: an objective that weighs nothing here, but something for another
  // picture of the chunk. By itself a picture has no such objective.
  if (count == 1) result.gradient = at::nan_to_num(result.gradient, 0.0, 0.0, 0.0);
  for (std::int64_t i = 0; count > 1 && i < count; ++i) {
    if (finite[i].item<bool>()) continue;
    const Ascent alone =
        ascend_chunk(images.narrow(0, i, 1), weights.narrow(0, i, 1), ranges, true);
    result.gradient.narrow(0, i, 1).copy_(alone.gradient);
  }
  return result;
}

Ascent ObjectiveSet::ascent(const at::Tensor& images, const at::Tensor& weights,
                            const Normalisation& ranges, bool wants_gradient) const {
  check(images);
  const c10::NoGradGuard outside;
  Ascent result{at::empty({images.size(0)}, images.options()), {}};
  if (wants_gradient) result.gradient = at::empty_like(images);
  state_->for_chunks(images.size(0), [&](std::int64_t first, std::int64_t count) {
    const c10::NoGradGuard in_this_thread;
    const Ascent part = state_->ascend_chunk(
        images.narrow(0, first, count), weights.narrow(0, first, count), ranges, wants_gradient);
    result.value.narrow(0, first, count).copy_(part.value);
    if (wants_gradient) result.gradient.narrow(0, first, count).copy_(part.gradient);
  });
  return result;
}

}  // namespace moai
