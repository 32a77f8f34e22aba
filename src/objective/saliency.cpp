#include "objective/saliency.h"

#include <cmath>
#include <limits>

#include "objective/frequency.h"
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

// CIE L, a, b (B,3,H,W). The matrix is that of D65 and the white that of D50, as in the published code.
at::Tensor lab(const at::Tensor& rgb) {
  const at::Tensor v = linear_light(rgb);
  const at::Tensor x = lab_curve(combine(v, {0.4124564 / 0.9642119944211994,
                                             0.3575761 / 0.9642119944211994,
                                             0.1804375 / 0.9642119944211994}));
  const at::Tensor y = lab_curve(combine(v, {0.2126729, 0.7151522, 0.0721750}));
  const at::Tensor z = lab_curve(combine(v, {0.0193339 / 0.8251882845188288,
                                             0.1191920 / 0.8251882845188288,
                                             0.9503041 / 0.8251882845188288}));
  return at::cat({y * 116.0 - 16.0, (x - y) * 500.0, (y - z) * 200.0}, 1);
}

// To [0,1] over each plane.
at::Tensor normalised(const at::Tensor& x) {
  const at::Tensor low = x.amin({2, 3}, true), high = x.amax({2, 3}, true);
  return (x - low) / (high - low + kEpsilon);
}

}  // namespace

Saliency::Saliency(const at::Tensor& like) {
  const FrequencyGrid grid(kSide, kSide);
  const at::Tensor gabor = grid.tabulate([](double row, double column) {
    const double radius = std::hypot(row, column);
    if (radius == 0.0 || radius > 0.5) return 0.0;
    const double octave = std::log(radius / 0.021);
    return std::exp(-octave * octave / (2.0 * 1.34 * 1.34));
  });
  filter_ = centre_to_origin(gabor).narrow(1, 0, kSide / 2 + 1).contiguous().to(like.options());
  // The published code is off the centre by one pixel; so are its values.
  location_ = grid.tabulate([](double row, double column) {
    const double down = 256.0 * row + 1.0, right = 256.0 * column + 1.0;
    return std::exp(-(down * down + right * right) / (145.0 * 145.0));
  }).to(like.options());
}

at::Tensor Saliency::of(const at::Tensor& rgb) const {
  const at::Tensor channels = lab(resize_bilinear(rgb, kSide, kSide));  // (B,3,256,256)
  const at::Tensor filtered =
      at::fft_irfft2(at::fft_rfft2(channels) * filter_, at::IntArrayRef({kSide, kSide}));
  const at::Tensor frequency = safe_sqrt(filtered.square().sum(1, true));  // (B,1,256,256)
  const at::Tensor chroma = normalised(channels.narrow(1, 1, 2)).square().sum(1, true);
  const at::Tensor colour = 1.0 - (chroma * -1e6).exp();
  return normalised(at::upsample_bilinear2d(frequency * location_ * colour,
                                            {rgb.size(2), rgb.size(3)}, /*align_corners=*/true));
}

}  // namespace moai
