#pragma once
// Linear interpolation along an axis, as explicit source positions. Written as a + w (b - a), so
// that a constant stays the same number everywhere: the saliency of VSI divides by a range.
//
//   const auto rows = on_device(half_pixel_interpolation(33, 256), x);
//   y = interpolated(x, 2, rows);    // (B,C,33,W) -> (B,C,256,W)

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace moai {

struct Interpolation {
  std::vector<std::int64_t> lower, upper;  ///< source positions of each result
  std::vector<float> weight;               ///< of `upper`
};

/// Centres of pixels are at halves; beyond the outer ones the border is repeated.
Interpolation half_pixel_interpolation(std::int64_t from, std::int64_t to);
/// The first and last positions of both are the same points.
Interpolation aligned_interpolation(std::int64_t from, std::int64_t to);

/// The source positions that are used at all, ascending.
std::vector<std::int64_t> used_positions(const Interpolation& interpolation);
/// The same interpolation of an axis that holds only those positions.
Interpolation compacted(const Interpolation& interpolation,
                        const std::vector<std::int64_t>& positions);

/// The same as tensors on a device.
struct DeviceInterpolation {
  at::Tensor lower, upper;  ///< int64
  at::Tensor weight;        ///< float32
};
DeviceInterpolation on_device(const Interpolation& interpolation, const at::Tensor& like);

/// Along dimension `dim` of x. Differentiable.
at::Tensor interpolated(const at::Tensor& x, std::int64_t dim,
                        const DeviceInterpolation& interpolation);

}  // namespace moai
