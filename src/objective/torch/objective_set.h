#pragma once
// Several image-quality objectives of a batch of images against one target.
//
//   ObjectiveSet set(target, specifications, weights, ObjectiveSet::Placement{"cpu"});
//   at::Tensor values = set.evaluate(images);   // (B,3,H,W) -> (B,K) float32
//
// What depends on the target alone is computed once, in the constructor; what several objectives
// need of a batch is computed once per batch. A value never depends on the rest of its batch.

#include <memory>
#include <string>
#include <vector>

#include "domain/evaluation.h"
#include "media/image.h"
#include "objective/objective_info.h"
#include "objective/objective_options.h"

namespace at {
class Tensor;
}

namespace moai {

struct Ascent;

class ObjectiveSet {
 public:
  struct Placement {
    std::string device = "cpu";         ///< cpu, cuda, cuda:N
    std::string precision = "float32";  ///< of the VGG pass: float32, tf32, bf16
  };

  /// Throws UserError for an unknown objective, a wrong weight file, an image too small.
  ObjectiveSet(const Image& target, const std::vector<ObjectiveOptions>& objectives,
               const WeightOptions& weights, const Placement& placement);
  ~ObjectiveSet();
  ObjectiveSet(ObjectiveSet&&) noexcept;
  ObjectiveSet& operator=(ObjectiveSet&&) noexcept;

  /// K of them, in the order of the specifications (a TorchScript objective may bring several).
  const std::vector<ObjectiveInfo>& objectives() const;

  /// images: (B,3,H,W) float32 in [0,1] on the placement's device, H and W those of the target.
  /// Returns (B,K) float32 on the same device. Differentiable with respect to the images when
  /// gradients are enabled. NaN pixels count as 0. Never infinite; NaN only where a
  /// user's scorer (torchscript) returns NaN or an infinity.
  at::Tensor evaluate(const at::Tensor& images) const;

  /// What to change of pictures so that they are better: the sum over k of weights(b,k)
  /// clamp(n(b,k), 0, 1) and its gradient (objective_ascent.h). n: the objectives, normalised by
  /// `ranges` (0 where a range is empty). weights: (B,K) float32 on the CPU. Neither result of a
  /// picture depends on the others. Objectives that have no weight are not computed.
  Ascent ascent(const at::Tensor& images, const at::Tensor& weights, const Normalisation& ranges,
                bool wants_gradient) const;

 private:
  void check(const at::Tensor& images) const;

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace moai
