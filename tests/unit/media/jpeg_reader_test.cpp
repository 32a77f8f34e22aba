// If these fail, a JPEG's colours are others than everybody else sees in it, a photograph lies on
// its side, or a damaged one is believed.
#include "media/jpeg_reader.h"

#include <gtest/gtest.h>

// jpeglib.h needs it before it.
#include <cstdio>

#include <jpeglib.h>

#include <cstdlib>
#include <functional>

#include "support/file.h"
#include "tests/support/paths.h"

namespace moai {
namespace {

using Configure = std::function<void(jpeg_compress_struct&)>;

// 16x24 pixels of one colour, `samples` of the kind `space`.
std::string jpeg(J_COLOR_SPACE space, std::vector<JSAMPLE> samples, const Configure& configure = {},
                 const Configure& markers = {}) {
  jpeg_compress_struct encoder{};
  jpeg_error_mgr reports{};
  encoder.err = jpeg_std_error(&reports);
  jpeg_create_compress(&encoder);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&encoder, &bytes, &size);
  encoder.image_width = 24;
  encoder.image_height = 16;
  encoder.input_components = static_cast<int>(samples.size());
  encoder.in_color_space = space;
  jpeg_set_defaults(&encoder);
  jpeg_set_quality(&encoder, 100, TRUE);
  if (configure) configure(encoder);
  jpeg_start_compress(&encoder, TRUE);
  if (markers) markers(encoder);
  std::vector<JSAMPLE> line;
  for (int x = 0; x < 24; ++x)
    for (const JSAMPLE s : samples) line.push_back(s);
  for (int y = 0; y < 16; ++y) {
    JSAMPROW row = line.data();
    jpeg_write_scanlines(&encoder, &row, 1);
  }
  jpeg_finish_compress(&encoder);
  jpeg_destroy_compress(&encoder);
  std::string file(reinterpret_cast<const char*>(bytes), size);
  std::free(bytes);
  return file;
}

void expect_colour(const std::string& file, double red, double green, double blue) {
  const DecodedPicture picture = read_jpeg(file);
  ASSERT_EQ(picture.image.height, 16);
  ASSERT_EQ(picture.image.width, 24);
  for (const std::size_t pixel : {0u, 23u, 200u, 383u}) {
    EXPECT_NEAR(picture.image.values[pixel], red, 0.006);
    EXPECT_NEAR(picture.image.values[384 + pixel], green, 0.006);
    EXPECT_NEAR(picture.image.values[768 + pixel], blue, 0.006);
  }
}

std::string refusal(const std::string& bytes) {
  try {
    read_jpeg(bytes);
  } catch (const PictureDefect& defect) {
    return defect.what();
  }
  return "";
}

TEST(JpegReader, TakesGreyAndColoursBaselineAndProgressive) {
  const auto progressive = [](jpeg_compress_struct& encoder) { jpeg_simple_progression(&encoder); };
  const auto untransformed = [](jpeg_compress_struct& encoder) {
    jpeg_set_colorspace(&encoder, JCS_RGB);
  };
  expect_colour(jpeg(JCS_GRAYSCALE, {51}), 0.2, 0.2, 0.2);
  expect_colour(jpeg(JCS_RGB, {255, 102, 51}), 1.0, 0.4, 0.2);
  expect_colour(jpeg(JCS_RGB, {255, 102, 51}, progressive), 1.0, 0.4, 0.2);
  expect_colour(jpeg(JCS_RGB, {255, 102, 51}, untransformed), 1.0, 0.4, 0.2);
}

TEST(JpegReader, InksAreStoredTheOtherWayRound) {
  const auto ycck = [](jpeg_compress_struct& encoder) { jpeg_set_colorspace(&encoder, JCS_YCCK); };
  // Cyan 0, magenta 0.6, yellow 0.8, black 0.5.
  const std::vector<JSAMPLE> inverted{255, 102, 51, 128};
  const double paper = 128.0 / 255.0;
  expect_colour(jpeg(JCS_CMYK, inverted), paper, 0.4 * paper, 0.2 * paper);
  expect_colour(jpeg(JCS_CMYK, inverted, ycck), paper, 0.4 * paper, 0.2 * paper);
}

TEST(JpegReader, KnowsItsOrientationAndItsProfile) {
  const auto markers = [](jpeg_compress_struct& encoder) {
    const char exif[] = "Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0";
    jpeg_write_marker(&encoder, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(exif), 36);
    const char profile[] =
        "ICC_PROFILE\0\x01\x01"
        "abc";
    jpeg_write_marker(&encoder, JPEG_APP0 + 2, reinterpret_cast<const JOCTET*>(profile), 17);
  };
  const DecodedPicture picture = read_jpeg(jpeg(JCS_RGB, {1, 2, 3}, {}, markers));
  EXPECT_EQ(picture.orientation, 8);
  EXPECT_EQ(picture.ignored, std::vector<std::string>{"its colour profile"});
  EXPECT_EQ(read_jpeg(jpeg(JCS_RGB, {1, 2, 3})).orientation, 1);
}

TEST(JpegReader, RefusesWhatLibjpegWouldMakeUp) {
  const std::string good = read_file(testing::data_file("grey.jpg"));
  EXPECT_EQ(refusal(good), "");
  EXPECT_NE(refusal(good.substr(0, good.size() - 2)), "") << "the mark of its end is missing";
  const auto scan = good.find("\xff\xda");
  ASSERT_NE(scan, std::string::npos);
  EXPECT_NE(refusal(good.substr(0, scan + 10) + "\xff\xd9"), "") << "there are no pixels";
  std::string tables = good;
  const auto table = tables.find("\xff\xc4");
  ASSERT_NE(table, std::string::npos);
  for (std::size_t length = 0; length < 16; ++length) tables[table + 5 + length] = '\x70';
  EXPECT_NE(refusal(tables).find("Huffman"), std::string::npos);
}

}  // namespace
}  // namespace moai
