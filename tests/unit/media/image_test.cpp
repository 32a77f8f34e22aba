// If these fail, a photograph lies on its side or is mirrored, or values become other bytes in one
// file than in another.
#include "media/image.h"

#include <gtest/gtest.h>

#include <array>

#include "media/exif_orientation.h"

namespace moai {
namespace {

using namespace std::string_view_literals;

// 2 rows of 3: 0 1 2 / 3 4 5 in all channels.
Image numbered() {
  Image image{2, 3, {}};
  for (int c = 0; c < 3; ++c)
    for (int i = 0; i < 6; ++i) image.values.push_back(static_cast<float>(i));
  return image;
}

TEST(Upright, IsWhatEachOfTheEightOrientationsSays) {
  // "The 0th row is at the ... of the scene, the 0th column at its ...": TIFF 6.0, Orientation.
  const std::array<std::vector<float>, 9> wanted{{{0, 1, 2, 3, 4, 5},
                                                  {0, 1, 2, 3, 4, 5},
                                                  {2, 1, 0, 5, 4, 3},
                                                  {5, 4, 3, 2, 1, 0},
                                                  {3, 4, 5, 0, 1, 2},
                                                  {0, 3, 1, 4, 2, 5},
                                                  {3, 0, 4, 1, 5, 2},
                                                  {5, 2, 4, 1, 3, 0},
                                                  {2, 5, 1, 4, 0, 3}}};
  for (int orientation = 0; orientation <= 8; ++orientation) {
    const Image image = upright(numbered(), orientation);
    EXPECT_EQ(image.height, orientation >= 5 ? 3 : 2);
    EXPECT_EQ(image.width, orientation >= 5 ? 2 : 3);
    for (std::size_t c = 0; c < 3; ++c)
      EXPECT_EQ(std::vector(image.values.begin() + 6 * c, image.values.begin() + 6 * (c + 1)),
                wanted[static_cast<std::size_t>(orientation)])
          << orientation;
  }
}

TEST(ExifOrientation, IsFoundInEitherByteOrder) {
  EXPECT_EQ(exif_orientation("MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"sv), 6);
  EXPECT_EQ(exif_orientation("II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0"sv), 8);
}

TEST(ExifOrientation, ThatCannotBeReadIsNone) {
  EXPECT_EQ(exif_orientation(""), 1);
  EXPECT_EQ(exif_orientation("MM\0\x2a\xff\xff\xff\xff"sv), 1);
  EXPECT_EQ(exif_orientation("MM\0\x2a\0\0\0\x08\xff\xff\x01\x12\0\x03\0\0\0\x01\0\x09\0\0"sv), 1);
  EXPECT_EQ(exif_orientation("MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0"sv), 1);
}

TEST(ToByte, RoundsAndClamps) {
  EXPECT_EQ(to_byte(0.4999f), 127);
  EXPECT_EQ(to_byte(0.5f), 128);
  EXPECT_EQ(to_byte(-3.0f), 0);
  EXPECT_EQ(to_byte(7.0f), 255);
  EXPECT_EQ(to_byte(std::nanf("")), 0);
}

}  // namespace
}  // namespace moai
