#pragma once
// Pictures as plain arrays: (3,H,W) float32 in [0,1], RGB, channel by channel. Independent of
// LibTorch and of picture files (support/image_file.h reads and writes those).

#include <cstdint>
#include <vector>

namespace moai {

struct Image {
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::vector<float> values;  ///< 3*height*width, index (channel*height + row)*width + column

  bool operator==(const Image&) const = default;
};

/// Centre crop to the aspect ratio of (height,width), then antialiased bilinear (triangle filter)
/// resampling to that size, clamped to [0,1]. An image of that size comes back unchanged.
Image resized(const Image& image, std::int64_t height, std::int64_t width);

}  // namespace moai
