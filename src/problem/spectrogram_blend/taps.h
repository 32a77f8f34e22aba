#pragma once
// A linear map along one side of a matrix, with a few terms for each result: smoothing, enlarging.
//
//   const Taps smooth = smoothing_taps(64, 5.0, GridBorder::repeat);
//   std::vector<float> out = smooth.along_rows(in, columns);   // (64,columns) -> (64,columns)
//
// Terms are added in a fixed order, one after the other: the bits of a result depend on its inputs
// alone, which is not true of a product of matrices by BLAS with several threads.

#include <cstdint>
#include <vector>

#include "problem/spectrogram_blend/spectrogram_blend_options.h"

namespace moai {

class Taps {
 public:
  struct Term {
    std::int64_t from;
    float weight;
  };

  /// `terms`: one list a result; `sources`: how many numbers there are to take.
  Taps(std::int64_t sources, std::vector<std::vector<Term>> terms);

  std::int64_t sources() const { return sources_; }
  std::int64_t results() const { return static_cast<std::int64_t>(terms_.size()); }

  /// (sources,columns) -> (results,columns), row by row.
  std::vector<float> along_rows(const std::vector<float>& in, std::int64_t columns) const;
  /// (rows,sources) -> (rows,results), row by row.
  std::vector<float> along_columns(const std::vector<float>& in, std::int64_t rows) const;
  /// The map whose matrix is this one's, transposed.
  Taps transposed() const;

 private:
  std::int64_t sources_;
  std::vector<std::vector<Term>> terms_;
};

/// A Gaussian of this standard deviation, cut off after 2 ceil(2 sigma) + 1 values and made to sum
/// to 1 (sigma 0: nothing changes).
Taps smoothing_taps(std::int64_t size, double sigma, GridBorder border);

/// Linear interpolation between the centres of cells, held at the ends.
Taps enlarging_taps(std::int64_t from, std::int64_t to);

}  // namespace moai
