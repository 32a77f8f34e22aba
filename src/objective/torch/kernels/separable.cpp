#include "objective/torch/kernels/separable.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include <algorithm>

#include "support/vector_clones.h"

namespace moai {
namespace {

template <class T>
struct Taps {
  const T* down;
  const T* across;
  std::int64_t down_size, across_size, padding;
};

// One plane. `line` holds W + 2p numbers whose p first and last are zero.
template <class T>
[[gnu::always_inline]] inline void filter_plane(const T* in, T* out, T* line, std::int64_t height,
                                                std::int64_t width, const Taps<T>& taps) {
  const std::int64_t p = taps.padding;
  const std::int64_t out_height = height + 2 * p - taps.down_size + 1;
  const std::int64_t out_width = width + 2 * p - taps.across_size + 1;
  T* middle = line + p;
  for (std::int64_t row = 0; row < out_height; ++row, out += out_width) {
    std::fill(middle, middle + width, T(0));
    for (std::int64_t k = 0; k < taps.down_size; ++k) {
      const std::int64_t source = row + k - p;
      if (source < 0 || source >= height || taps.down[k] == T(0)) continue;
      const T tap = taps.down[k];
      const T* from = in + source * width;
      for (std::int64_t x = 0; x < width; ++x) middle[x] += tap * from[x];
    }
    std::fill(out, out + out_width, T(0));
    for (std::int64_t k = 0; k < taps.across_size; ++k) {
      const T tap = taps.across[k];
      if (tap == T(0)) continue;
      const T* from = line + k;
      for (std::int64_t x = 0; x < out_width; ++x) out[x] += tap * from[x];
    }
  }
}

MOAI_VECTOR_CLONES void filter_planes(const float* in, float* out, float* line, std::int64_t planes,
                                      std::int64_t height, std::int64_t width,
                                      std::int64_t out_size, const Taps<float>& taps) {
  for (std::int64_t i = 0; i < planes; ++i)
    filter_plane(in + i * height * width, out + i * out_size, line, height, width, taps);
}

MOAI_VECTOR_CLONES void filter_planes_double(const double* in, double* out, double* line,
                                             std::int64_t planes, std::int64_t height,
                                             std::int64_t width, std::int64_t out_size,
                                             const Taps<double>& taps) {
  for (std::int64_t i = 0; i < planes; ++i)
    filter_plane(in + i * height * width, out + i * out_size, line, height, width, taps);
}

template <class T, class Planes>
void run(const at::Tensor& x, const at::Tensor& y, const std::vector<double>& down,
         const std::vector<double>& across, std::int64_t padding, Planes planes) {
  const std::vector<T> d(down.begin(), down.end()), a(across.begin(), across.end());
  std::vector<T> line(x.size(3) + 2 * padding, T(0));
  const Taps<T> taps{d.data(), a.data(), static_cast<std::int64_t>(d.size()),
                     static_cast<std::int64_t>(a.size()), padding};
  planes(x.data_ptr<T>(), y.data_ptr<T>(), line.data(), x.size(0) * x.size(1), x.size(2), x.size(3),
         y.size(2) * y.size(3), taps);
}

}  // namespace

at::Tensor separable_filter_cpu(const at::Tensor& x, const std::vector<double>& down,
                                const std::vector<double>& across, std::int64_t padding) {
  const auto n = static_cast<std::int64_t>(down.size());
  const auto m = static_cast<std::int64_t>(across.size());
  at::Tensor y = at::empty(
      {x.size(0), x.size(1), x.size(2) + 2 * padding - n + 1, x.size(3) + 2 * padding - m + 1},
      x.options());
  if (x.scalar_type() == at::kDouble)
    run<double>(x, y, down, across, padding, filter_planes_double);
  else
    run<float>(x, y, down, across, padding, filter_planes);
  return y;
}

}  // namespace moai
