#pragma once
// The learned numbers behind the deep objectives, found and read as WeightOptions says.
//
//   const LearnedWeights learned = load_learned_weights({.vgg16 = "moai_weights.pt"});
//
// An exported file (analysis/export_weights.py) is a torch.save of a dictionary with the entries
// vgg16.N.weight and vgg16.N.bias (N = 1..13), lpips.0 to lpips.4, dists.alpha, dists.beta and
// provenance. A relative path that does not exist is looked for in the folder $MOAI_WEIGHTS.

#include <ATen/core/Tensor.h>

#include <array>
#include <string>

#include "objective/objective_options.h"
#include "objective/torch/vgg16.h"

namespace moai {

struct LearnedWeights {
  Vgg16Weights vgg16;
  std::array<at::Tensor, 5> lpips;  ///< (C) float32 of relu1_2 ... relu5_3, not negative
  std::string lpips_origin;
  at::Tensor alpha, beta;  ///< (1475) float64, together 1
  std::string dists_origin;
};

/// All channels alike: weights 1/C of LPIPS, and alpha = beta of DISTS.
/// Throws UserError naming the file that is missing or wrong and what makes a right one.
LearnedWeights load_learned_weights(const WeightOptions& options);

}  // namespace moai
