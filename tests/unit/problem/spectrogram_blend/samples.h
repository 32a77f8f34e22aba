#pragma once
// The picture, the sound and the masks of tests/data/spectrogram_blend/make_golden.py.

#include <cmath>
#include <numbers>

#include "genome/genome.h"
#include "media/image.h"
#include "media/sound.h"

namespace moai::blend_samples {

inline Sound sound() {
  Sound result{16000, {}};
  const double turn = 2.0 * std::numbers::pi;
  for (int i = 0; i < 24000; ++i) {
    const double t = i / 16000.0;
    result.samples.push_back(static_cast<float>(
        0.5 * std::sin(turn * 220 * t) * std::exp(-t) + 0.2 * std::sin(turn * 660 * t) +
        0.1 * std::sin(turn * 3000 * t + 3.0 * std::sin(turn * 2 * t))));
  }
  return result;
}

inline Image picture() {
  Image image{20, 30, std::vector<float>(1800)};
  for (int y = 0; y < 20; ++y)
    for (int x = 0; x < 30; ++x) {
      const auto i = static_cast<std::size_t>(30 * y + x);
      image.values[i] = static_cast<float>((x + y) / 48.0);
      image.values[600 + i] =
          static_cast<float>(((x - 15) * (x - 15) + (y - 10) * (y - 10)) / 325.0);
      image.values[1200 + i] = static_cast<float>((x * y % 7) / 6.0);
    }
  return image;
}

inline Genome formula_mask(std::size_t values = 64 * 16) {
  RealVector vector;
  double whole = 0.0;
  for (std::size_t k = 0; k < values; ++k)
    vector.values.push_back(std::modf(static_cast<double>(k) * 0.6180339887498949, &whole));
  return vector;
}

inline Genome even_mask(double value, std::size_t values = 64 * 16) {
  return RealVector{std::vector<double>(values, value)};
}

}  // namespace moai::blend_samples
