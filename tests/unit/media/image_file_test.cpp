// If these fail, a target picture is read wrongly or from a damaged file, or the file that is named
// in a refusal is another one.
#include "media/image_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "media/npy.h"
#include "support/error.h"
#include "support/file.h"
#include "tests/support/paths.h"

namespace moai {
namespace {

const std::string jpeg = testing::data_file("grey.jpg");

class ImageFile : public ::testing::Test {
 protected:
  std::string write(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary) << bytes;
    return path_;
  }
  std::string refusal(const std::string& path) {
    try {
      read_image(path);
    } catch (const UserError& error) {
      return error.what();
    }
    return "";
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

TEST_F(ImageFile, SixteenBitsAreNotCutToEight) {
  for (const std::string name : {"rgb16", "grey16", "dark16"}) {
    const std::string stem = testing::data_file("cases/png16/" + name);
    const Image image = read_image(stem + ".png");
    const NpyArray wanted = read_npy(stem + ".npy");
    ASSERT_EQ(wanted.shape, (std::vector<std::int64_t>{3, image.height, image.width}));
    for (std::size_t i = 0; i < wanted.values.size(); ++i)
      ASSERT_NEAR(image.values[i], wanted.values[i], 1e-6) << name << ' ' << i;
  }
}

TEST_F(ImageFile, ThatIsDamagedIsRefusedByName) {
  const std::string bitflip = testing::data_file("cases/pngcrc/bitflip.png");
  EXPECT_NE(refusal(bitflip).find(bitflip), std::string::npos);
  EXPECT_NE(refusal(write("")).find("it is empty"), std::string::npos);
  EXPECT_NE(refusal(write("GIF89a")).find("none of the kinds"), std::string::npos);
  EXPECT_NE(refusal("nowhere.png").find("no such file"), std::string::npos);
}

TEST_F(ImageFile, CutShortAnywhereIsRefused) {
  for (const std::string& file : {jpeg, testing::source_file("experiments/targets/sunrise.png")}) {
    const std::string bytes = read_file(file);
    EXPECT_EQ(refusal(write(bytes)), "");
    for (std::size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 97)
      EXPECT_NE(refusal(write(bytes.substr(0, length))).find(path_), std::string::npos) << length;
    EXPECT_NE(refusal(write(bytes.substr(0, bytes.size() - 1))), "");
  }
}

TEST_F(ImageFile, WhatIsIgnoredIsSaidWithTheNameOfTheFile) {
  EXPECT_EQ(note_of("a.png", {}), "");
  EXPECT_EQ(note_of("a.png", {{}, {"its colour profile"}}).find("'a.png': its colour profile is "),
            0u);
  EXPECT_EQ(note_of("a.png", {{}, {"x", "y"}}).find("'a.png': x and y are ignored"), 0u);
}

}  // namespace
}  // namespace moai
