#pragma once
// The curves of sRGB and CIE Lab for loops that the compiler turns into vector instructions, for
// lab.cpp and lab_gradient.cpp.

#include <algorithm>
#include <bit>
#include <cstdint>

#include "objective/torch/interpolation.h"

namespace moai {

// x^(-1/p) by Newton's method from an estimate off the exponent bits (off by 4 % at most; three
// steps square that to rounding). Only arithmetic, so that it vectorises and is the same on every
// machine.
template <int p>
[[gnu::always_inline]] inline float inverse_root(float x) {
  constexpr float kOne = 1065353216.0F * (1.0F + 1.0F / p) - 400000.0F;
  const auto bits = static_cast<float>(std::bit_cast<std::int32_t>(x));
  float y = std::bit_cast<float>(static_cast<std::int32_t>(kOne - bits * (1.0F / p)));
  for (int step = 0; step < 3; ++step) {
    float power = y * y * y;
    if constexpr (p == 5) power *= y * y;
    y *= (1.0F + 1.0F / p) - x * power * (1.0F / p);
  }
  return y;
}

// sRGB's inverse gamma: x^2.4 = x^3 x^(-3/5).
[[gnu::always_inline]] inline float linear_light(float v) {
  const float x = (std::max(v, 0.04045F) + 0.055F) * (1.0F / 1.055F);
  const float xy = x * inverse_root<5>(x);
  const float line = v * (1.0F / 12.92F), curve = xy * xy * xy;  // both, to stay free of branches
  return v <= 0.04045F ? line : curve;
}

// Cube root t t^(-2/3), linear near 0.
[[gnu::always_inline]] inline float lab_curve(float t) {
  const float x = std::max(t, 0.008856F);
  const float z = inverse_root<3>(x);
  const float line = (t * 903.3F + 16.0F) * (1.0F / 116.0F), root = x * z * z;
  return t > 0.008856F ? root : line;
}

// The slope of linear_light: (x^2.4)' = 2.4 x^2.4 / x.
[[gnu::always_inline]] inline float linear_light_slope(float v) {
  const float x = (std::max(v, 0.04045F) + 0.055F) * (1.0F / 1.055F);
  const float xy = x * inverse_root<5>(x);
  const float line = 1.0F / 12.92F, curve = (2.4F / 1.055F) * (xy * xy * xy) / x;
  return v <= 0.04045F ? line : curve;
}

// The slope of lab_curve: t^(-2/3) / 3.
[[gnu::always_inline]] inline float lab_curve_slope(float t) {
  const float z = inverse_root<3>(std::max(t, 0.008856F));
  const float line = 903.3F / 116.0F, root = (1.0F / 3.0F) * z * z;
  return t > 0.008856F ? root : line;
}

// (planes,W) -> (planes,w)
inline void widen(const float* in, std::int64_t lines, std::int64_t width,
                  const Interpolation& columns, float* out) {
  const std::size_t wide = columns.weight.size();
  for (std::int64_t i = 0; i < lines; ++i, in += width, out += wide)
    for (std::size_t x = 0; x < wide; ++x) {
      const float lower = in[columns.lower[x]];
      out[x] = lower + columns.weight[x] * (in[columns.upper[x]] - lower);
    }
}

}  // namespace moai
