#pragma once
// The seam between the set and one objective: analysed images in, one value (or K) an image out.
//
//   class Mse final : public Objective { ... at::Tensor evaluate(ImageAnalysis& x) const override;
//   };
//
// What depends on the target alone is computed in the constructor, from an analysis of a chunk that
// is filled with the target: going through the very same arithmetic as the candidates is what makes
// identical images score exactly the maximum. An objective is immutable and is used by several
// threads at once.

#include <ATen/core/Tensor.h>

#include "objective/torch/image_analysis.h"
#include "objective/objective_options.h"

namespace moai {

class Vgg16;
struct LearnedWeights;

class Objective {
 public:
  virtual ~Objective() = default;

  /// (B) or (B,K), larger is better, each row a function of its own image alone. Differentiable.
  virtual at::Tensor evaluate(ImageAnalysis& images) const = 0;
};

/// What a factory may use; only the options are to be kept by value, the rest outlives the call
/// only.
struct ObjectiveContext {
  ImageAnalysis& target;  ///< (B,3,H,W), every image the target
  const ObjectiveOptions& options;
  const LearnedWeights* learned;  ///< of LPIPS and DISTS; null where no deep objective is asked for

  bool piq() const { return options.parameters == ParameterSet::piq; }
};

/// Row 0 of a tensor of the target's analysis, (1,...), as a copy that owns its memory.
at::Tensor of_target(const at::Tensor& analysed);

}  // namespace moai
