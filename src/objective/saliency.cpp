#include "objective/saliency.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

#include "objective/frequency.h"
#include "objective/kernels/lab.h"
#include "objective/operators.h"

namespace moai {
namespace {

constexpr std::int64_t kSide = 256;
constexpr double kEpsilon = std::numeric_limits<float>::epsilon();

// sRGB's inverse gamma.
at::Tensor linear_light(const at::Tensor& v) {
  const at::Tensor curve = ((v.clamp_min(0.04045) + 0.055) / 1.055).pow(2.4);
  return at::where(v <= 0.04045, v / 12.92, curve);
}

at::Tensor lab_curve(const at::Tensor& t) {
  const at::Tensor root = t.clamp_min(0.008856).pow(1.0 / 3.0);
  return at::where(t > 0.008856, root, (t * 903.3 + 16.0) / 116.0);
}

// CIE L, a, b (B,3,H,W). The matrix is that of D65 and the white that of D50, as in the published
// code.
at::Tensor lab(const at::Tensor& rgb) {
  const at::Tensor v = linear_light(rgb);
  const at::Tensor x =
      lab_curve(combine(v, {0.4124564 / 0.9642119944211994, 0.3575761 / 0.9642119944211994,
                            0.1804375 / 0.9642119944211994}));
  const at::Tensor y = lab_curve(combine(v, {0.2126729, 0.7151522, 0.0721750}));
  const at::Tensor z =
      lab_curve(combine(v, {0.0193339 / 0.8251882845188288, 0.1191920 / 0.8251882845188288,
                            0.9503041 / 0.8251882845188288}));
  return at::cat({y * 116.0 - 16.0, (x - y) * 500.0, (y - z) * 200.0}, 1);
}

// To [0,1] over each plane.
at::Tensor normalised(const at::Tensor& x) {
  const at::Tensor low = x.amin({2, 3}, true), high = x.amax({2, 3}, true);
  return (x - low) / (high - low + kEpsilon);
}

at::Tensor log_gabor(const FrequencyGrid& grid) {
  return centre_to_origin(grid.tabulate([](double row, double column) {
    const double radius = std::hypot(row, column);
    if (radius == 0.0 || radius > 0.5) return 0.0;
    const double octave = std::log(radius / 0.021);
    return std::exp(-octave * octave / (2.0 * 1.34 * 1.34));
  }));
}

// The published code is off the centre by one pixel; so are its values.
at::Tensor preference_for_the_centre(const FrequencyGrid& grid) {
  return grid.tabulate([](double row, double column) {
    const double down = 256.0 * row + 1.0, right = 256.0 * column + 1.0;
    return std::exp(-(down * down + right * right) / (145.0 * 145.0));
  });
}

}  // namespace

Saliency::Saliency(const at::Tensor& like)
    : enlarge_rows_(half_pixel_interpolation(like.size(2), kSide)),
      enlarge_columns_(half_pixel_interpolation(like.size(3), kSide)),
      device_rows_(on_device(enlarge_rows_, like)),
      device_columns_(on_device(enlarge_columns_, like)) {
  const Interpolation down = aligned_interpolation(kSide, like.size(2));
  const Interpolation across = aligned_interpolation(kSide, like.size(3));
  const std::vector<std::int64_t> rows = used_positions(down), columns = used_positions(across);
  shrink_rows_ = on_device(compacted(down, rows), like);
  shrink_columns_ = on_device(compacted(across, columns), like);
  rows_ = at::tensor(rows, at::kLong);
  columns_ = at::tensor(columns, at::kLong);

  const FrequencyGrid grid(kSide, kSide);
  filter_ = log_gabor(grid).narrow(1, 0, kSide / 2 + 1).contiguous().to(like.options());
  location_ = preference_for_the_centre(grid)
                  .index_select(0, rows_)
                  .index_select(1, columns_)
                  .to(like.options());
  rows_ = rows_.to(like.device());
  columns_ = columns_.to(like.device());
}

at::Tensor Saliency::of(const at::Tensor& rgb) const {
  LabPlanes planes;  // at 256x256
  if (rgb.device().is_cpu() && !wants_gradient(rgb)) {
    planes = enlarged_lab_cpu(rgb.contiguous(), enlarge_rows_, enlarge_columns_);
  } else {
    planes.lab = lab(interpolated(interpolated(rgb, 3, device_columns_), 2, device_rows_));
    planes.low = planes.lab.narrow(1, 1, 2).amin({2, 3}, true);
    planes.high = planes.lab.narrow(1, 1, 2).amax({2, 3}, true);
  }
  // The map is needed at some rows and columns only: the inverse transform stops at them.
  const at::Tensor spectrum = at::fft_rfft2(planes.lab) * filter_;  // (B,3,256,129)
  const at::Tensor rows = at::fft_ifft(spectrum, c10::nullopt, 2).index_select(2, rows_);
  const at::Tensor filtered = at::fft_irfft(rows, kSide, 3).index_select(3, columns_);
  const at::Tensor frequency = safe_sqrt(filtered.square().sum(1, true));  // (B,1,r,c)

  const at::Tensor ab = planes.lab.narrow(1, 1, 2).index_select(2, rows_).index_select(3, columns_);
  const at::Tensor chroma =
      ((ab - planes.low) / (planes.high - planes.low + kEpsilon)).square().sum(1, true);
  const at::Tensor colour = 1.0 - (chroma * -1e6).exp();
  const at::Tensor map = frequency * location_ * colour;
  return normalised(interpolated(interpolated(map, 2, shrink_rows_), 3, shrink_columns_));
}

}  // namespace moai
