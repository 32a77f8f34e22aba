#pragma once
// What the input nodes of CPPNs see at every pixel: y, x, radial distance, bias, Fourier features.

#include <cstdint>
#include <vector>

#include "genome/cppn/cppn_options.h"
#include "support/random.h"

namespace at {
class Tensor;
}

namespace moai {

/// (features / 2, 2) numbers drawn from N(0, fourier_scale^2): periods per unit of y and of x.
std::vector<double> fourier_frequencies(const CppnOptions& options, const RandomSource& source);

/// (inputs,P) float32 on the CPU, pixel by pixel, row by row, from pixel `first` of a picture on; P
/// is `pixels`, and what lies behind the picture's last pixel is 0. x and y run from -extent to
/// extent, ends included (one pixel alone: 0). Features are sin(2 pi (f_y y + f_x x)) of all
/// frequencies, then the cosines.
at::Tensor cppn_coordinates(const CppnOptions& options, const std::vector<double>& frequencies,
                            std::int64_t height, std::int64_t width, std::int64_t first,
                            std::int64_t pixels);

}  // namespace moai
