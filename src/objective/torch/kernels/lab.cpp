#include "objective/torch/kernels/lab.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <array>
#include <limits>

#include "objective/torch/kernels/lab_curves.h"
#include "support/vector_clones.h"

namespace moai {
namespace {

using Row = std::vector<float>;

struct Line {
  const float* r[2];  // the two source rows of each channel
  const float* g[2];
  const float* b[2];
};

MOAI_VECTOR_CLONES void lab_row(const Line& line, float weight, std::int64_t width, float* l,
                                float* a, float* b, float* low_a, float* high_a, float* low_b,
                                float* high_b) {
#pragma GCC ivdep
  for (std::int64_t i = 0; i < width; ++i) {
    const float red = linear_light(line.r[0][i] + weight * (line.r[1][i] - line.r[0][i]));
    const float green = linear_light(line.g[0][i] + weight * (line.g[1][i] - line.g[0][i]));
    const float blue = linear_light(line.b[0][i] + weight * (line.b[1][i] - line.b[0][i]));
    const float x = lab_curve((0.4124564F * red + 0.3575761F * green + 0.1804375F * blue) *
                              (1.0F / 0.9642119944211994F));
    const float y = lab_curve(0.2126729F * red + 0.7151522F * green + 0.0721750F * blue);
    const float z = lab_curve((0.0193339F * red + 0.1191920F * green + 0.9503041F * blue) *
                              (1.0F / 0.8251882845188288F));
    const float va = 500.0F * (x - y), vb = 200.0F * (y - z);
    l[i] = 116.0F * y - 16.0F;
    a[i] = va;
    b[i] = vb;
    low_a[i] = va < low_a[i] ? va : low_a[i];
    high_a[i] = va > high_a[i] ? va : high_a[i];
    low_b[i] = vb < low_b[i] ? vb : low_b[i];
    high_b[i] = vb > high_b[i] ? vb : high_b[i];
  }
}

}  // namespace

LabPlanes enlarged_lab_cpu(const at::Tensor& rgb, const Interpolation& rows,
                           const Interpolation& columns) {
  const std::int64_t batch = rgb.size(0), height = rgb.size(2), width = rgb.size(3);
  const auto tall = static_cast<std::int64_t>(rows.weight.size());
  const auto wide = static_cast<std::int64_t>(columns.weight.size());
  LabPlanes planes{at::empty({batch, 3, tall, wide}, rgb.options()),
                   at::empty({batch, 2, 1, 1}, rgb.options()),
                   at::empty({batch, 2, 1, 1}, rgb.options())};
  const float* in = rgb.data_ptr<float>();
  float* out = planes.lab.data_ptr<float>();
  Row widened(3 * height * wide);
  for (std::int64_t n = 0; n < batch; ++n, in += 3 * height * width, out += 3 * tall * wide) {
    widen(in, 3 * height, width, columns, widened.data());
    constexpr float endless = std::numeric_limits<float>::infinity();
    std::array<Row, 2> low{Row(wide, endless), Row(wide, endless)};
    std::array<Row, 2> high{Row(wide, -endless), Row(wide, -endless)};
    for (std::int64_t y = 0; y < tall; ++y) {
      const float* lower = widened.data() + rows.lower[y] * wide;
      const float* upper = widened.data() + rows.upper[y] * wide;
      const std::int64_t plane = height * wide;
      const Line line{
          {lower, upper}, {lower + plane, upper + plane}, {lower + 2 * plane, upper + 2 * plane}};
      float* l = out + y * wide;
      lab_row(line, rows.weight[y], wide, l, l + tall * wide, l + 2 * tall * wide, low[0].data(),
              high[0].data(), low[1].data(), high[1].data());
    }
    for (std::int64_t c = 0; c < 2; ++c) {
      planes.low.data_ptr<float>()[2 * n + c] = *std::min_element(low[c].begin(), low[c].end());
      planes.high.data_ptr<float>()[2 * n + c] = *std::max_element(high[c].begin(), high[c].end());
    }
  }
  return planes;
}

}  // namespace moai
