#pragma once
// From the raw outputs of CPPNs to pictures.

#include <ATen/core/Tensor.h>

#include "genome/cppn/cppn_options.h"

namespace moai {

/// The smallest and the largest raw output of each picture, (B,1,1,1) both.
struct RawRange {
  at::Tensor low, high;
};
RawRange raw_range(const at::Tensor& raw);

/// raw: (B,C,H,W), C = 3, or 1 for ColorMode::l. Returns (B,3,H,W) in [0,1]. OutputRange::min_max:
/// (v - min) / (max - min + 1e-8) over all channels of a picture; a constant one becomes 0. NaN
/// becomes 0. Differentiable with respect to `raw`. Each picture depends on its own outputs alone.
at::Tensor colored(const at::Tensor& raw, OutputRange range, ColorMode mode);

/// The same of a part of each picture, whose whole has this range.
at::Tensor colored(const at::Tensor& raw, const RawRange& whole, OutputRange range, ColorMode mode);

/// hue, saturation, lightness in [0,1] to RGB: f(n) = L - a max(-1, min(k-3, 9-k, 1)) with
/// k = (n + 12 H) mod 12, a = S min(L, 1-L), n = 0, 8, 4 (W3C, CSS Color Module Level 4, section
/// 7.1). (B,3,H,W) both.
at::Tensor hsl_to_rgb(const at::Tensor& hsl);

}  // namespace moai
