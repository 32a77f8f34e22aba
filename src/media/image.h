#pragma once
// Pictures as plain arrays: (3,H,W) float32 in [0,1], RGB, channel by channel. Independent of
// LibTorch and of picture files (media/image_file.h reads and writes those).

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <vector>

#include "support/fields.h"

namespace moai {

struct Image {
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::vector<float> values;  ///< 3*height*width, index (channel*height + row)*width + column

  bool operator==(const Image&) const = default;

  static constexpr auto fields() {
    return std::tuple(part(&Image::height), part(&Image::width), part(&Image::values));
  }
};

/// Centre crop to the aspect ratio of (height,width), then antialiased bilinear (triangle filter)
/// resampling to that size, clamped to [0,1]. An image of that size comes back unchanged.
Image resized(const Image& image, std::int64_t height, std::int64_t width);

/// The image as it is meant to be seen, where it was stored in one of the eight orientations of
/// Exif and TIFF: 1 as it is, 2 mirrored, 3 upside down, 6 and 8 lying on a side, 4, 5 and 7 these
/// mirrored (CIPA DC-008, tag 274).
Image upright(const Image& image, int orientation);

/// A value as 8 bits: clamped to [0,1], 0.5 of a step rounded up, NaN 0. All that moai writes to
/// picture files and trial files goes through here.
inline std::uint8_t to_byte(float value) {
  // The comparison in max sends NaN to 0.
  return static_cast<std::uint8_t>(std::lround(255.0f * std::min(1.0f, std::max(0.0f, value))));
}

}  // namespace moai
