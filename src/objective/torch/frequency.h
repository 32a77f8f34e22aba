#pragma once
// The frequency grids of FSIM and VSI (P. Kovesi's conventions, as in piq), built in double
// precision.
//
//   const FrequencyGrid grid(33, 33);
//   grid.tabulate([](double row, double column) { return filter(hypot(row, column)); });

#include <ATen/core/Tensor.h>

#include <functional>

namespace moai {

class FrequencyGrid {
 public:
  FrequencyGrid(std::int64_t height, std::int64_t width) : height_(height), width_(width) {}

  /// (H,W) float64: f(row frequency, column frequency), lowest frequency at the centre. Frequencies
  /// of an odd side n are -(n-1)/2 ... (n-1)/2 over n-1, of an even one -n/2 ... n/2-1 over n.
  at::Tensor tabulate(const std::function<double(double, double)>& f) const;

 private:
  std::int64_t height_, width_;
};

/// Moves the centre of a grid (H,W) to index [0,0], where a discrete Fourier transform has it.
at::Tensor centre_to_origin(const at::Tensor& grid);

}  // namespace moai
