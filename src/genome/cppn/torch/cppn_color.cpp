#include "genome/cppn/torch/cppn_color.h"

#include <ATen/ATen.h>

namespace moai {

at::Tensor hsl_to_rgb(const at::Tensor& hsl) {
  const at::Tensor hue = hsl.select(1, 0), light = hsl.select(1, 2);  // (B,H,W)
  const at::Tensor amplitude = hsl.select(1, 1) * at::minimum(light, 1.0 - light);
  const auto channel = [&](double n) {
    const at::Tensor k = at::remainder(hue * 12.0 + n, 12.0);
    return light - amplitude * at::minimum(k - 3.0, 9.0 - k).clamp(-1.0, 1.0);
  };
  return at::stack({channel(0.0), channel(8.0), channel(4.0)}, 1);
}

RawRange raw_range(const at::Tensor& raw) {
  return {raw.amin({1, 2, 3}, true), raw.amax({1, 2, 3}, true)};
}

at::Tensor colored(const at::Tensor& raw, OutputRange range, ColorMode mode) {
  return colored(raw, range == OutputRange::min_max ? raw_range(raw) : RawRange{}, range, mode);
}

at::Tensor colored(const at::Tensor& raw, const RawRange& whole, OutputRange range,
                   ColorMode mode) {
  at::Tensor image = raw;
  if (range == OutputRange::min_max) image = (raw - whole.low) / (whole.high - whole.low + 1e-8);
  image = at::nan_to_num(image, 0.0).clamp(0.0, 1.0);
  if (mode == ColorMode::hsl) return hsl_to_rgb(image).clamp(0.0, 1.0);
  if (mode == ColorMode::l) return image.expand({-1, 3, -1, -1}).contiguous();
  return image;
}

}  // namespace moai
