// If these fail, a target picture is read wrongly, or a damaged one overruns memory instead of
// being refused with its name.
#include "media/image_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "media/jpeg_check.h"
#include "support/error.h"
#include "support/file.h"
#include "tests/support/paths.h"

namespace moai {
namespace {

const std::string jpeg = testing::data_file("grey.jpg");

class ImageFile : public testing::Test {
 protected:
  std::string write(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary) << bytes;
    return path_;
  }
  void TearDown() override { std::filesystem::remove(path_); }

  const std::string path_ =
      (std::filesystem::temp_directory_path() / ("moai-image-" + std::to_string(::getpid())))
          .string();
};

TEST_F(ImageFile, ComesBackAsItWasWrittenToEightBits) {
  Image image{2, 3, {}};
  for (int i = 0; i < 18; ++i) image.values.push_back(static_cast<float>(i * 15) / 255.0f);
  write_png(path_, image);
  EXPECT_EQ(read_image(path_), image);
}

TEST_F(ImageFile, JpegIsRead) {
  const Image image = read_image(jpeg);
  EXPECT_EQ(image.height, 8);
  EXPECT_EQ(image.width, 8);
  EXPECT_EQ(jpeg_problem(read_file(jpeg)), "");
}

TEST_F(ImageFile, JpegWithMoreCodesThanThereCanBeIsRefused) {
  std::string bytes = read_file(jpeg);
  const auto table = bytes.find("\xff\xc4");
  ASSERT_NE(table, std::string::npos);
  for (std::size_t length = 0; length < 16; ++length) bytes[table + 5 + length] = '\x70';
  EXPECT_NE(jpeg_problem(bytes), "");
  try {
    read_image(write(bytes));
    FAIL() << "it was read";
  } catch (const UserError& error) {
    EXPECT_NE(std::string(error.what()).find(path_), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("Huffman"), std::string::npos);
  }
}

TEST_F(ImageFile, JpegTablesThatGoOnBeyondTheirSegmentAreCountedToo) {
  const std::string table = std::string("\xff\xc4\x00\x03\x00", 5) + std::string(16, '\x70');
  EXPECT_NE(jpeg_problem("\xff\xd8" + table), "");
  EXPECT_NE(jpeg_problem("\xff\xff\xd8" + table), "");
  EXPECT_EQ(jpeg_problem("\x89PNG" + table), "");
}

TEST_F(ImageFile, CutShortAnywhereIsRefusedOrReadButNeverACrash) {
  for (const std::string& file : {jpeg, testing::source_file("experiments/targets/sunrise.png")}) {
    const std::string bytes = read_file(file);
    for (std::size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 97) {
      write(bytes.substr(0, length));
      try {
        EXPECT_GT(read_image(path_).height, 0);
      } catch (const UserError& error) {
        EXPECT_NE(std::string(error.what()).find(path_), std::string::npos);
      }
    }
  }
}

}  // namespace
}  // namespace moai
