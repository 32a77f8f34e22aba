#include "objective/torch/interpolation.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace moai {
namespace {

Interpolation at_positions(std::int64_t from, std::int64_t to, double first, double step) {
  Interpolation result;
  for (std::int64_t i = 0; i < to; ++i) {
    const double position =
        std::clamp(first + step * static_cast<double>(i), 0.0, static_cast<double>(from - 1));
    const auto lower = static_cast<std::int64_t>(std::floor(position));
    result.lower.push_back(lower);
    result.upper.push_back(std::min(lower + 1, from - 1));
    result.weight.push_back(static_cast<float>(position - static_cast<double>(lower)));
  }
  return result;
}

}  // namespace

Interpolation half_pixel_interpolation(std::int64_t from, std::int64_t to) {
  const double step = static_cast<double>(from) / static_cast<double>(to);
  return at_positions(from, to, 0.5 * step - 0.5, step);
}

Interpolation aligned_interpolation(std::int64_t from, std::int64_t to) {
  const double step = to > 1 ? static_cast<double>(from - 1) / static_cast<double>(to - 1) : 0.0;
  return at_positions(from, to, 0.0, step);
}

std::vector<std::int64_t> used_positions(const Interpolation& interpolation) {
  std::vector<std::int64_t> used = interpolation.lower;
  used.insert(used.end(), interpolation.upper.begin(), interpolation.upper.end());
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  return used;
}

Interpolation compacted(const Interpolation& interpolation,
                        const std::vector<std::int64_t>& positions) {
  Interpolation result = interpolation;
  const auto place = [&](std::int64_t& p) {
    p = std::lower_bound(positions.begin(), positions.end(), p) - positions.begin();
  };
  std::for_each(result.lower.begin(), result.lower.end(), place);
  std::for_each(result.upper.begin(), result.upper.end(), place);
  return result;
}

DeviceInterpolation on_device(const Interpolation& interpolation, const at::Tensor& like) {
  return {at::tensor(interpolation.lower, at::kLong).to(like.device()),
          at::tensor(interpolation.upper, at::kLong).to(like.device()),
          at::tensor(interpolation.weight).to(like.device())};
}

at::Tensor interpolated(const at::Tensor& x, std::int64_t dim,
                        const DeviceInterpolation& interpolation) {
  std::vector<std::int64_t> shape(x.dim(), 1);
  shape[dim] = -1;
  const at::Tensor lower = x.index_select(dim, interpolation.lower);
  const at::Tensor upper = x.index_select(dim, interpolation.upper);
  return lower + (upper - lower) * interpolation.weight.view(shape);
}

}  // namespace moai
