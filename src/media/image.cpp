#include "media/image.h"

#include <algorithm>
#include <cmath>

namespace moai {
namespace {

// The weights of one output sample: a triangle as wide as the scale (at least one input sample),
// so that shrinking averages over everything that falls into an output sample.
struct Taps {
  std::int64_t first = 0;
  std::vector<double> weights;
};

std::vector<Taps> triangle_taps(double start, double length, std::int64_t available,
                                std::int64_t wanted) {
  std::vector<Taps> all(static_cast<std::size_t>(wanted));
  const double scale = length / static_cast<double>(wanted);
  const double support = std::max(scale, 1.0);
  for (std::int64_t i = 0; i < wanted; ++i) {
    const double centre = start + (static_cast<double>(i) + 0.5) * scale;
    const auto first = std::max<std::int64_t>(0, std::llround(std::floor(centre - support)));
    const auto last = std::min<std::int64_t>(available, std::llround(std::ceil(centre + support)));
    Taps& taps = all[static_cast<std::size_t>(i)];
    taps.first = first;
    double sum = 0.0;
    for (std::int64_t j = first; j < last; ++j) {
      const double distance = std::abs((static_cast<double>(j) + 0.5 - centre) / support);
      taps.weights.push_back(std::max(0.0, 1.0 - distance));
      sum += taps.weights.back();
    }
    for (double& weight : taps.weights) weight /= sum;
  }
  return all;
}

}  // namespace

Image resized(const Image& image, std::int64_t height, std::int64_t width) {
  if (image.height == height && image.width == width) return image;
  // The largest centred part with the wanted aspect ratio.
  const double aspect = static_cast<double>(width) / static_cast<double>(height);
  const double crop_height = std::min<double>(static_cast<double>(image.height),
                                              static_cast<double>(image.width) / aspect);
  const double crop_width = crop_height * aspect;
  const auto rows = triangle_taps((static_cast<double>(image.height) - crop_height) / 2,
                                  crop_height, image.height, height);
  const auto columns = triangle_taps((static_cast<double>(image.width) - crop_width) / 2,
                                     crop_width, image.width, width);

  Image result{height, width, std::vector<float>(static_cast<std::size_t>(3 * height * width))};
  std::vector<double> narrow(static_cast<std::size_t>(image.height * width));
  for (std::int64_t c = 0; c < 3; ++c) {
    const float* in = image.values.data() + c * image.height * image.width;
    for (std::int64_t y = 0; y < image.height; ++y) {
      for (std::int64_t x = 0; x < width; ++x) {
        const Taps& taps = columns[static_cast<std::size_t>(x)];
        double sum = 0.0;
        for (std::size_t k = 0; k < taps.weights.size(); ++k)
          sum += taps.weights[k] * in[y * image.width + taps.first + static_cast<std::int64_t>(k)];
        narrow[static_cast<std::size_t>(y * width + x)] = sum;
      }
    }
    float* out = result.values.data() + c * height * width;
    for (std::int64_t y = 0; y < height; ++y) {
      const Taps& taps = rows[static_cast<std::size_t>(y)];
      for (std::int64_t x = 0; x < width; ++x) {
        double sum = 0.0;
        for (std::size_t k = 0; k < taps.weights.size(); ++k)
          sum += taps.weights[k] * narrow[static_cast<std::size_t>(
                                       (taps.first + static_cast<std::int64_t>(k)) * width + x)];
        out[y * width + x] = static_cast<float>(std::clamp(sum, 0.0, 1.0));
      }
    }
  }
  return result;
}

Image upright(const Image& image, int orientation) {
  if (orientation <= 1 || orientation > 8) return image;
  const bool lies = orientation >= 5;
  Image result{lies ? image.width : image.height, lies ? image.height : image.width,
               std::vector<float>(image.values.size())};
  // Where rows and columns of the stored image run, seen upright: tag 274's "0th row, 0th column".
  const bool rows_backwards =
      orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  const bool columns_backwards =
      orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  float* out = result.values.data();
  for (std::int64_t c = 0; c < 3; ++c) {
    const float* in = image.values.data() + c * image.height * image.width;
    for (std::int64_t y = 0; y < result.height; ++y)
      for (std::int64_t x = 0; x < result.width; ++x) {
        const std::int64_t down = rows_backwards ? result.height - 1 - y : y;
        const std::int64_t along = columns_backwards ? result.width - 1 - x : x;
        *out++ = lies ? in[along * image.width + down] : in[down * image.width + along];
      }
  }
  return result;
}

}  // namespace moai
