#include "problem/spectrogram_blend/torch/mask_grid.h"

#include <ATen/ATen.h>

namespace moai {

namespace {

std::vector<float> cells_of(const at::Tensor& matrix) {
  const at::Tensor host = matrix.to(at::kCPU).contiguous();
  const float* first = host.data_ptr<float>();
  return {first, first + host.numel()};
}

at::Tensor matrix_of(const std::vector<float>& numbers, std::int64_t rows, std::int64_t columns,
                     const at::Device& device) {
  return at::tensor(at::ArrayRef(numbers), at::kFloat).view({rows, columns}).to(device);
}

}  // namespace

MaskGrid::MaskGrid(const GridShape& shape, std::int64_t height, std::int64_t width)
    : smooth_rows_(smoothing_taps(shape.rows, shape.smoothing, shape.border)),
      smooth_columns_(smoothing_taps(shape.columns, shape.smoothing, shape.border)),
      enlarge_rows_(enlarging_taps(shape.rows, height)),
      enlarge_columns_(enlarging_taps(shape.columns, width)),
      back_{smooth_rows_.transposed(), smooth_columns_.transposed(), enlarge_rows_.transposed(),
            enlarge_columns_.transposed()} {}

at::Tensor MaskGrid::mask(const at::Tensor& values) const {
  const std::int64_t rows = smooth_rows_.results(), columns = smooth_columns_.results();
  const std::int64_t height = enlarge_rows_.results(), width = enlarge_columns_.results();
  std::vector<float> numbers = smooth_rows_.along_rows(cells_of(values), columns);
  numbers = smooth_columns_.along_columns(numbers, rows);
  numbers = enlarge_rows_.along_rows(numbers, columns);
  numbers = enlarge_columns_.along_columns(numbers, height);
  return matrix_of(numbers, height, width, values.device());
}

at::Tensor MaskGrid::adjoint(const at::Tensor& gradient) const {
  const std::int64_t rows = smooth_rows_.results(), columns = smooth_columns_.results();
  const std::int64_t height = enlarge_rows_.results();
  std::vector<float> numbers = back_.enlarge_columns.along_columns(cells_of(gradient), height);
  numbers = back_.enlarge_rows.along_rows(numbers, columns);
  numbers = back_.smooth_columns.along_columns(numbers, rows);
  numbers = back_.smooth_rows.along_rows(numbers, columns);
  return matrix_of(numbers, rows, columns, gradient.device());
}

}  // namespace moai
