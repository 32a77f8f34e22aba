#include "objective/torch/kernels/lab_gradient.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/zeros_like.h>

#include <array>
#include <cstddef>
#include <vector>

#include "objective/torch/kernels/lab_curves.h"
#include "support/vector_clones.h"

namespace moai {
namespace {

struct Plane {
  const float* value;    // a row of a or b
  const float* outside;  // the gradient that comes from outside
  float low, high, low_share, high_share;
};

struct Channel {
  const float* lower;  // the two source rows of a channel
  const float* upper;
  float* slope;
};

MOAI_VECTOR_CLONES float count_equal(const float* values, std::int64_t count, float wanted) {
  std::int32_t found = 0;
  for (std::int64_t i = 0; i < count; ++i) found += values[i] == wanted ? 1 : 0;
  return static_cast<float>(found);
}

// The extremes are those of all equal values together, each with its share.
MOAI_VECTOR_CLONES void with_extremes(const Plane& plane, std::int64_t width, float* out) {
  for (std::int64_t i = 0; i < width; ++i)
    out[i] = plane.outside[i] + (plane.value[i] == plane.low ? plane.low_share : 0.0F) +
             (plane.value[i] == plane.high ? plane.high_share : 0.0F);
}

MOAI_VECTOR_CLONES void row_gradient(const std::array<Channel, 3>& c, float weight,
                                     std::int64_t width, const float* gl, const float* ga,
                                     const float* gb) {
  constexpr float white_x = 1.0F / 0.9642119944211994F, white_z = 1.0F / 0.8251882845188288F;
#pragma GCC ivdep
  for (std::int64_t i = 0; i < width; ++i) {
    const float r = c[0].lower[i] + weight * (c[0].upper[i] - c[0].lower[i]);
    const float g = c[1].lower[i] + weight * (c[1].upper[i] - c[1].lower[i]);
    const float b = c[2].lower[i] + weight * (c[2].upper[i] - c[2].lower[i]);
    const float red = linear_light(r), green = linear_light(g), blue = linear_light(b);
    const float x = (0.4124564F * red + 0.3575761F * green + 0.1804375F * blue) * white_x;
    const float y = 0.2126729F * red + 0.7151522F * green + 0.0721750F * blue;
    const float z = (0.0193339F * red + 0.1191920F * green + 0.9503041F * blue) * white_z;
    const float sx = 500.0F * ga[i] * white_x * lab_curve_slope(x);
    const float sy = (116.0F * gl[i] - 500.0F * ga[i] + 200.0F * gb[i]) * lab_curve_slope(y);
    const float sz = -200.0F * gb[i] * white_z * lab_curve_slope(z);
    const float sr = (0.4124564F * sx + 0.2126729F * sy + 0.0193339F * sz) * linear_light_slope(r);
    const float sg = (0.3575761F * sx + 0.7151522F * sy + 0.1191920F * sz) * linear_light_slope(g);
    const float sb = (0.1804375F * sx + 0.0721750F * sy + 0.9503041F * sz) * linear_light_slope(b);
    c[0].slope[i] = sr;
    c[1].slope[i] = sg;
    c[2].slope[i] = sb;
  }
}

MOAI_VECTOR_CLONES void add_scaled(const float* in, float factor, std::int64_t count, float* out) {
#pragma GCC ivdep
  for (std::int64_t i = 0; i < count; ++i) out[i] += factor * in[i];
}

// (lines,w) -> adds to (lines,W): the transpose of widen.
void narrow(const float* in, std::int64_t lines, std::int64_t width, const Interpolation& columns,
            float* out) {
  const std::size_t wide = columns.weight.size();
  for (std::int64_t i = 0; i < lines; ++i, in += wide, out += width)
    for (std::size_t x = 0; x < wide; ++x) {
      out[columns.lower[x]] += (1.0F - columns.weight[x]) * in[x];
      out[columns.upper[x]] += columns.weight[x] * in[x];
    }
}

}  // namespace

at::Tensor enlarged_lab_gradient_cpu(const at::Tensor& rgb, const Interpolation& rows,
                                     const Interpolation& columns, const LabPlanes& planes,
                                     const LabPlanes& outside) {
  const std::int64_t height = rgb.size(2), width = rgb.size(3);
  const auto tall = static_cast<std::int64_t>(rows.weight.size());
  const auto wide = static_cast<std::int64_t>(columns.weight.size());
  const std::int64_t area = tall * wide, source = height * wide;
  at::Tensor result = at::zeros_like(rgb);
  std::vector<float> widened(3 * source), slopes(3 * source), row(3 * wide), a(wide), b(wide);
  for (std::int64_t n = 0; n < rgb.size(0); ++n) {
    widen(rgb.data_ptr<float>() + n * 3 * height * width, 3 * height, width, columns,
          widened.data());
    slopes.assign(slopes.size(), 0.0F);
    const float* const lab = planes.lab.data_ptr<float>() + n * 3 * area;
    const float* const out = outside.lab.data_ptr<float>() + n * 3 * area;
    std::array<Plane, 2> ab{};
    for (std::int64_t k = 0; k < 2; ++k) {
      Plane& plane = ab[k];
      plane.low = planes.low.data_ptr<float>()[2 * n + k];
      plane.high = planes.high.data_ptr<float>()[2 * n + k];
      const float* const values = lab + (k + 1) * area;
      plane.low_share =
          outside.low.data_ptr<float>()[2 * n + k] / count_equal(values, area, plane.low);
      plane.high_share =
          outside.high.data_ptr<float>()[2 * n + k] / count_equal(values, area, plane.high);
    }
    for (std::int64_t y = 0; y < tall; ++y) {
      for (std::int64_t k = 0; k < 2; ++k) {
        ab[k].value = lab + (k + 1) * area + y * wide;
        ab[k].outside = out + (k + 1) * area + y * wide;
        with_extremes(ab[k], wide, k == 0 ? a.data() : b.data());
      }
      std::array<Channel, 3> channels{};
      for (std::int64_t c = 0; c < 3; ++c)
        channels[c] = {widened.data() + c * source + rows.lower[y] * wide,
                       widened.data() + c * source + rows.upper[y] * wide, row.data() + c * wide};
      row_gradient(channels, rows.weight[y], wide, out + y * wide, a.data(), b.data());
      for (std::int64_t c = 0; c < 3; ++c) {
        float* const channel = slopes.data() + c * source;
        add_scaled(channels[c].slope, 1.0F - rows.weight[y], wide, channel + rows.lower[y] * wide);
        add_scaled(channels[c].slope, rows.weight[y], wide, channel + rows.upper[y] * wide);
      }
    }
    narrow(slopes.data(), 3 * height, width, columns,
           result.data_ptr<float>() + n * 3 * height * width);
  }
  return result;
}

}  // namespace moai
