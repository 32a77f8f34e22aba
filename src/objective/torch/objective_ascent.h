#pragma once
// What ObjectiveSet::ascent returns: how good pictures are by a weighted sum of their objectives,
// and which way they would be better.

#include <ATen/core/Tensor.h>

namespace moai {

struct Ascent {
  at::Tensor value;     ///< (B)
  at::Tensor gradient;  ///< (B,3,H,W), 0 where not finite; undefined if it was not asked for
};

}  // namespace moai
