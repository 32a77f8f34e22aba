#pragma once
// Gradient descent on one mask: Adam (problem/adam.h) on the logits of its values, which keeps them
// in [0,1].
//
//   MaskDescent descent(losses, logits, weights, 0.05);
//   for (...) descent.step();
//   at::Tensor values = descent.values();
//
// Nothing is shared between masks.

#include <ATen/core/Tensor.h>

#include <vector>

#include "domain/refine_options.h"
#include "problem/adam.h"
#include "problem/spectrogram_blend/torch/blend_losses.h"

namespace moai {

class MaskDescent {
 public:
  /// `logits` (rows,columns) float32. The loss is w_0 visual + w_1 audio. `losses` outlives this.
  MaskDescent(const BlendLosses& losses, const at::Tensor& logits, const BlendWeights& weights,
              double learning_rate);

  /// One gradient. Returns (2), the losses before the step.
  at::Tensor step();

  /// (rows,columns) in [0,1].
  at::Tensor values() const;

 private:
  const BlendLosses* losses_;
  at::Tensor like_;  // of the shape and on the device of the mask
  std::vector<float> logits_;
  Adam adam_;
  BlendWeights weights_;
};

struct RefinedMask {
  at::Tensor values;        ///< undefined: none better was found
  std::uint32_t steps = 0;  ///< gradients taken
};

/// The best mask on the way down from `values`, as problem/refinement.h says of one genome.
RefinedMask refined_mask(const BlendLosses& losses, const at::Tensor& values,
                         const BlendWeights& weights, const Descent& descent);

}  // namespace moai
