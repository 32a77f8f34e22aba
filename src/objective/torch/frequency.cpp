#include "objective/torch/frequency.h"

#include <ATen/ATen.h>

namespace moai {
namespace {

double frequency(std::int64_t index, std::int64_t n) {
  const std::int64_t centred = index - n / 2;
  return static_cast<double>(centred) / static_cast<double>(n % 2 == 1 ? n - 1 : n);
}

}  // namespace

at::Tensor FrequencyGrid::tabulate(const std::function<double(double, double)>& f) const {
  at::Tensor table = at::empty({height_, width_}, at::kDouble);
  double* values = table.data_ptr<double>();
  for (std::int64_t row = 0; row < height_; ++row)
    for (std::int64_t column = 0; column < width_; ++column)
      *values++ = f(frequency(row, height_), frequency(column, width_));
  return table;
}

at::Tensor centre_to_origin(const at::Tensor& grid) {
  return at::roll(grid, {-(grid.size(0) / 2), -(grid.size(1) / 2)}, {0, 1});
}

}  // namespace moai
