#pragma once
// From the control grid, whose values are the genome, to a mask of any size: Gaussian smoothing,
// then bilinear enlargement, along the rows and along the columns.
//
//   const MaskGrid grid(shape, 129, 234);
//   at::Tensor mask = grid.mask(values);        // (129,234) from (64,32)
//   at::Tensor slope = grid.adjoint(gradient);  // (64,32): of a loss of the mask, in the values

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "problem/spectrogram_blend/spectrogram_blend_options.h"
#include "problem/spectrogram_blend/taps.h"

namespace moai {

/// Size of the control grid and how it is smoothed. Row 0: the lowest frequencies; values row by
/// row.
struct GridShape {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  double smoothing = 0.0;
  GridBorder border = GridBorder::repeat;

  std::int64_t values() const { return rows * columns; }
};

class MaskGrid {
 public:
  /// Masks of (height,width).
  MaskGrid(const GridShape& shape, std::int64_t height, std::int64_t width);

  /// (rows,columns) -> (height,width), float32 on the values' device; computed on the processor.
  at::Tensor mask(const at::Tensor& values) const;
  /// (height,width) -> (rows,columns): the transposed operation.
  at::Tensor adjoint(const at::Tensor& gradient) const;

 private:
  struct Transposed {
    Taps smooth_rows, smooth_columns, enlarge_rows, enlarge_columns;
  };

  Taps smooth_rows_, smooth_columns_, enlarge_rows_, enlarge_columns_;
  Transposed back_;
};

}  // namespace moai
