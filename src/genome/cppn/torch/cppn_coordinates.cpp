#include "genome/cppn/torch/cppn_coordinates.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace moai {

std::vector<double> fourier_frequencies(const CppnOptions& options, const RandomSource& source) {
  RandomStream rng = source.stream(Purpose::features);
  std::vector<double> frequencies;
  for (std::int64_t i = 0; i < options.fourier_features; ++i)
    frequencies.push_back(options.fourier_scale * rng.normal());
  return frequencies;
}

at::Tensor cppn_coordinates(const CppnOptions& options, const std::vector<double>& frequencies,
                            std::int64_t height, std::int64_t width, std::int64_t first,
                            std::int64_t pixels) {
  const auto inputs = static_cast<std::int64_t>(cppn_inputs(options));
  at::Tensor result = at::zeros({inputs, pixels}, at::kFloat);
  float* const values = result.data_ptr<float>();
  const auto place = [&options](std::int64_t i, std::int64_t n) {
    const double relative = n > 1 ? 2.0 * static_cast<double>(i) / static_cast<double>(n - 1) : 1.0;
    return options.extent * (relative - 1.0);
  };
  const std::int64_t end = std::min(first + pixels, height * width);
  for (std::int64_t pixel = first; pixel < end; ++pixel) {
    const double y = place(pixel / width, height), x = place(pixel % width, width);
    float* next = values + (pixel - first);
    const auto put = [&next, pixels](double value) {
      *next = static_cast<float>(value);
      next += pixels;
    };
    put(y);
    put(x);
    if (options.radial_distance) put(std::sqrt(x * x + y * y));
    if (options.bias_input) put(1.0);
    const auto phase = [&](std::size_t k) {
      return 2.0 * std::numbers::pi * (frequencies[2 * k] * y + frequencies[2 * k + 1] * x);
    };
    for (std::size_t k = 0; k < frequencies.size() / 2; ++k) put(std::sin(phase(k)));
    for (std::size_t k = 0; k < frequencies.size() / 2; ++k) put(std::cos(phase(k)));
  }
  return result;
}

}  // namespace moai
