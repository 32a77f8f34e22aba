// If these fail, a PNG of some kind (palette, grey, transparent, interlaced, 16 bits) is taken for
// other colours than everybody else sees in it, or a damaged one is believed.
#include "media/png_reader.h"

#include <gtest/gtest.h>
#include <png.h>

#include <functional>
#include <string>

namespace moai {
namespace {

// 4x3 pixels of a colour type and depth, `row(y)` their bytes.
struct Sample {
  int type = PNG_COLOR_TYPE_RGB, depth = 8, interlace = PNG_INTERLACE_NONE;
  std::function<std::vector<png_byte>(int)> row;
  std::function<void(png_structp, png_infop)> extras = [](png_structp, png_infop) {};
};

std::string png(const Sample& sample) {
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &bytes,
      [](png_structp p, png_bytep data, std::size_t count) {
        static_cast<std::string*>(png_get_io_ptr(p))
            ->append(reinterpret_cast<const char*>(data), count);
      },
      [](png_structp) {});
  png_set_IHDR(png, info, 4, 3, sample.depth, sample.type, sample.interlace,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  sample.extras(png, info);
  png_write_info(png, info);
  const int passes = png_set_interlace_handling(png);
  for (int pass = 0; pass < passes; ++pass)
    for (int y = 0; y < 3; ++y) png_write_row(png, sample.row(y).data());
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

std::string refusal(const std::string& bytes) {
  try {
    read_png(bytes);
  } catch (const PictureDefect& defect) {
    return defect.what();
  }
  return "";
}

float at(const DecodedPicture& picture, std::size_t channel, std::size_t y, std::size_t x) {
  return picture.image.values[(channel * 3 + y) * 4 + x];
}

std::vector<png_byte> rgb_row(int y) {
  std::vector<png_byte> row;
  for (int x = 0; x < 4; ++x)
    for (const int colour : {60 * x, 80 * y, 200}) row.push_back(static_cast<png_byte>(colour));
  return row;
}

TEST(PngReader, TakesColoursAsTheyAreInterlacedOrNot) {
  for (const int interlace : {PNG_INTERLACE_NONE, PNG_INTERLACE_ADAM7}) {
    const auto picture = read_png(png({PNG_COLOR_TYPE_RGB, 8, interlace, rgb_row}));
    EXPECT_EQ(picture.image.height, 3);
    EXPECT_EQ(picture.image.width, 4);
    EXPECT_EQ(at(picture, 0, 1, 3), 180.0f / 255.0f);
    EXPECT_EQ(at(picture, 1, 2, 0), 160.0f / 255.0f);
    EXPECT_EQ(at(picture, 2, 0, 0), 200.0f / 255.0f);
    EXPECT_TRUE(picture.ignored.empty());
    EXPECT_EQ(picture.orientation, 1);
  }
}

TEST(PngReader, GreyOfAnyDepthIsAShareOfItsMaximum) {
  const auto one = read_png(
      png({PNG_COLOR_TYPE_GRAY, 1, 0, [](int) { return std::vector<png_byte>{0b01100000}; }}));
  EXPECT_EQ(at(one, 2, 1, 0), 0.0f);
  EXPECT_EQ(at(one, 2, 1, 1), 1.0f);
  const auto four = read_png(png({PNG_COLOR_TYPE_GRAY, 4, 0, [](int) {
                                    return std::vector<png_byte>{0x0a, 0xf1};
                                  }}));
  EXPECT_FLOAT_EQ(at(four, 0, 0, 1), 10.0f / 15.0f);
  EXPECT_FLOAT_EQ(at(four, 1, 0, 3), 1.0f / 15.0f);
  const auto sixteen = read_png(png({PNG_COLOR_TYPE_GRAY, 16, 0, [](int) {
                                       return std::vector<png_byte>{0, 1, 1, 0, 0x80, 0, 255, 255};
                                     }}));
  EXPECT_EQ(at(sixteen, 0, 0, 0), 1.0f / 65535.0f);
  EXPECT_EQ(at(sixteen, 0, 0, 1), 256.0f / 65535.0f);
  EXPECT_EQ(at(sixteen, 1, 0, 3), 1.0f);
}

TEST(PngReader, WhiteShinesThroughWhatIsTransparent) {
  const auto picture = read_png(png({PNG_COLOR_TYPE_GRAY_ALPHA, 8, 0, [](int) {
                                       return std::vector<png_byte>{0, 255, 0, 0, 0, 51, 100, 128};
                                     }}));
  EXPECT_EQ(at(picture, 0, 0, 0), 0.0f);
  EXPECT_EQ(at(picture, 0, 0, 1), 1.0f);
  EXPECT_FLOAT_EQ(at(picture, 1, 0, 2), 0.8f);
  EXPECT_FLOAT_EQ(at(picture, 2, 0, 3), 100.0f / 255 * 128 / 255 + 127.0f / 255);
}

TEST(PngReader, PalettesHaveTheirColoursAndTransparentEntries) {
  const auto palette = [](png_structp png, png_infop info) {
    const png_color colours[] = {{255, 0, 0}, {0, 102, 0}, {0, 0, 0}};
    const png_byte alpha[] = {255, 255, 0};
    png_set_PLTE(png, info, colours, 3);
    png_set_tRNS(png, info, alpha, 3, nullptr);
  };
  const auto picture =
      read_png(png({PNG_COLOR_TYPE_PALETTE, 2, 0,
                    [](int) { return std::vector<png_byte>{0b00011000}; }, palette}));
  EXPECT_EQ(at(picture, 0, 0, 0), 1.0f);
  EXPECT_EQ(at(picture, 1, 0, 0), 0.0f);
  EXPECT_FLOAT_EQ(at(picture, 1, 0, 1), 0.4f);
  EXPECT_EQ(at(picture, 2, 0, 2), 1.0f);
}

TEST(PngReader, KnowsItsOrientationAndWhatItIgnores) {
  const auto extras = [](png_structp png, png_infop info) {
    const char block[] = "MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0";
    std::vector<png_byte> exif(block, block + 26);
    png_set_eXIf_1(png, info, 26, exif.data());
    png_set_gAMA(png, info, 1.0);
  };
  const auto picture = read_png(png({PNG_COLOR_TYPE_RGB, 8, 0, rgb_row, extras}));
  EXPECT_EQ(picture.orientation, 6);
  EXPECT_EQ(picture.ignored, std::vector<std::string>{"its gamma"});
}

TEST(PngReader, RefusesAnyFlippedBit) {
  const std::string good = png({PNG_COLOR_TYPE_RGB, 8, 0, rgb_row});
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    EXPECT_NE(refusal(bad), "") << "byte " << at;
  }
}

TEST(PngReader, RefusesPixelsThatAreMissingThoughChecksumsAreRight) {
  const std::string good = png({PNG_COLOR_TYPE_RGB, 8, 0, rgb_row});
  std::string none = good;
  const auto data = none.find("IDAT"), end = none.find("IEND");
  none.erase(data - 4, end - data);
  EXPECT_NE(refusal(none), "");
  EXPECT_NE(refusal(good.substr(0, end - 4)).find("ends early"), std::string::npos);
}

TEST(RequireSize, KnowsNoSideOfZeroAndNoneAbove16384) {
  EXPECT_NO_THROW(require_size(16384, 1));
  EXPECT_THROW(require_size(16385, 1), PictureDefect);
  EXPECT_THROW(require_size(1, 16385), PictureDefect);
  EXPECT_THROW(require_size(0, 1), PictureDefect);
}

}  // namespace
}  // namespace moai
