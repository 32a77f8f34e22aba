#include "problem/spectrogram_blend/mask_grid.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace moai {

namespace {

/// (n,n) float64: a Gaussian cut off after 2 ceil(2 sigma) + 1 values and made to sum to 1.
at::Tensor smoothing_matrix(std::int64_t n, double sigma, GridBorder border) {
  if (sigma <= 0.0) return at::eye(n, at::kDouble);
  const auto radius = static_cast<std::int64_t>(std::ceil(2.0 * sigma));
  std::vector<double> kernel;
  double sum = 0.0;
  for (std::int64_t d = -radius; d <= radius; ++d) {
    const auto distance = static_cast<double>(d);
    kernel.push_back(std::exp(-distance * distance / (2.0 * sigma * sigma)));
    sum += kernel.back();
  }
  at::Tensor matrix = at::zeros({n, n}, at::kDouble);
  auto entry = matrix.accessor<double, 2>();
  for (std::int64_t i = 0; i < n; ++i)
    for (std::int64_t d = -radius; d <= radius; ++d) {
      const std::int64_t source = i + d;
      if (border == GridBorder::zero && (source < 0 || source >= n)) continue;
      entry[i][std::clamp<std::int64_t>(source, 0, n - 1)] +=
          kernel[static_cast<std::size_t>(d + radius)] / sum;
    }
  return matrix;
}

/// (to,from) float64: linear interpolation between the centres of cells, held at the ends.
at::Tensor enlarging_matrix(std::int64_t from, std::int64_t to) {
  at::Tensor matrix = at::zeros({to, from}, at::kDouble);
  auto entry = matrix.accessor<double, 2>();
  const double scale = static_cast<double>(from) / static_cast<double>(to);
  for (std::int64_t i = 0; i < to; ++i) {
    const double place = std::max(0.0, (static_cast<double>(i) + 0.5) * scale - 0.5);
    const auto left = std::min(static_cast<std::int64_t>(place), from - 1);
    const std::int64_t right = std::min(left + 1, from - 1);
    const double share = place - static_cast<double>(left);
    entry[i][left] += 1.0 - share;
    entry[i][right] += share;
  }
  return matrix;
}

at::Tensor one_side(std::int64_t from, std::int64_t to, const GridShape& shape,
                    const std::string& device) {
  return enlarging_matrix(from, to)
      .matmul(smoothing_matrix(from, shape.smoothing, shape.border))
      .to(at::kFloat)
      .to(at::Device(device));
}

}  // namespace

MaskGrid::MaskGrid(const GridShape& shape, std::int64_t height, std::int64_t width,
                   const std::string& device)
    : rows_(one_side(shape.rows, height, shape, device)),
      columns_(one_side(shape.columns, width, shape, device)) {}

at::Tensor MaskGrid::mask(const at::Tensor& values) const {
  return rows_.matmul(values).matmul(columns_.t());
}

at::Tensor MaskGrid::adjoint(const at::Tensor& gradient) const {
  return rows_.t().matmul(gradient.matmul(columns_));
}

}  // namespace moai
