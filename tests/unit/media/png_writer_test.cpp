// If these fail, `moai render` writes files that are no PNGs, or whose pixels are not those drawn.
#include "media/png_writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <random>

#include "media/image_file.h"
#include "support/error.h"

namespace moai {
namespace {

class PngWriterTest : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder_), {}));
  }

  std::filesystem::path folder_ = std::filesystem::path(::testing::TempDir()) / "png_writer_test";
};

Image noise(std::int64_t height, std::int64_t width) {
  Image image{height, width, std::vector<float>(static_cast<std::size_t>(3 * height * width))};
  std::mt19937 random(4);
  for (float& value : image.values) value = static_cast<float>(random() % 256) / 255.0f;
  return image;
}

// In parts of `count` pixels, which end anywhere in a row.
void write_in_parts(PngWriter& png, const Image& image, std::int64_t count) {
  const std::int64_t pixels = image.height * image.width;
  for (std::int64_t first = 0; first < pixels; first += count) {
    std::vector<float> part;
    const std::int64_t last = std::min(pixels, first + count);
    for (std::int64_t c = 0; c < 3; ++c)
      part.insert(part.end(), image.values.begin() + c * pixels + first,
                  image.values.begin() + c * pixels + last);
    png.write(part);
  }
}

TEST_F(PngWriterTest, ReadersSeeThePixelsThatWereWritten) {
  for (const std::int64_t width : {1, 7, 300}) {
    const Image image = noise(211, width);  // more than one chunk of compressed bytes at 300
    const std::string path = (folder_ / "noise.png").string();
    PngWriter png(path, image.height, image.width);
    write_in_parts(png, image, 64);
    png.finish();
    EXPECT_EQ(read_image(path), image) << width;
  }
}

TEST_F(PngWriterTest, ValuesAreClampedAndRounded) {
  const std::string path = (folder_ / "two.png").string();
  PngWriter png(path, 1, 2);
  png.write(std::vector<float>{-1.0f, 2.0f, 0.4999f, 0.5f, std::nanf(""), 1.0f});
  png.finish();
  const Image read = read_image(path);
  const std::vector<float> expected{0.0f, 1.0f, 127.0f / 255, 128.0f / 255, 0.0f, 1.0f};
  EXPECT_EQ(read.values, expected);
}

TEST_F(PngWriterTest, NothingIsLeftOfAPictureThatWasNotFinished) {
  { PngWriter png((folder_ / "half.png").string(), 10, 10); }
  EXPECT_EQ(files(), 0u);
}

TEST_F(PngWriterTest, RefusesWhatAPngCannotHold) {
  EXPECT_THROW(PngWriter((folder_ / "none.png").string(), 0, 5), UserError);
  EXPECT_THROW(PngWriter((folder_ / "wide.png").string(), 1, 0x80000000ll), UserError);
  EXPECT_THROW(PngWriter((folder_ / "missing" / "a.png").string(), 1, 1), SystemError);
}

}  // namespace
}  // namespace moai
