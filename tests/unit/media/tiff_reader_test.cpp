// If these fail, a TIFF of some layout (depth, planes, tiles, palette, ink, alpha) is taken for
// other colours than it holds, or a damaged one is believed.
#include "media/tiff_reader.h"

#include <gtest/gtest.h>
#include <tiffio.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <functional>

#include "support/file.h"

namespace moai {
namespace {

constexpr std::uint32_t height = 20, width = 30;

struct Sample {
  std::uint16_t photometric = PHOTOMETRIC_RGB, samples = 3, bits = 8;
  bool separate = false, tiled = false;
  std::uint16_t compression = COMPRESSION_NONE;
  std::function<void(TIFF*)> extras = [](TIFF*) {};
};

// Sample s of pixel (y,x): all different, the largest one among them.
std::uint32_t value(const Sample& sample, std::uint32_t y, std::uint32_t x, std::uint32_t s) {
  const std::uint32_t most = (1u << sample.bits) - 1;
  return x == 0 ? most : (977 * y + 131 * x + 59 * s) % (most + 1);
}

void put(const Sample& sample, std::vector<unsigned char>& row, std::size_t index,
         std::uint32_t number) {
  if (sample.bits == 16) {
    const auto two = static_cast<std::uint16_t>(number);
    std::memcpy(&row[2 * index], &two, 2);
  } else {
    const std::size_t bit = index * sample.bits;
    row[bit / 8] |= static_cast<unsigned char>(number << (8 - sample.bits - bit % 8));
  }
}

// A row of a strip or tile that begins at pixel (y,left), of one plane or of all samples together.
std::vector<unsigned char> row_of(const Sample& sample, std::uint32_t y, std::uint32_t left,
                                  std::uint32_t columns, std::uint32_t plane) {
  const std::uint32_t together = sample.separate ? 1 : sample.samples;
  std::vector<unsigned char> row((columns * together * sample.bits + 7) / 8);
  for (std::uint32_t x = 0; x < columns && left + x < width; ++x)
    for (std::uint32_t s = 0; s < together; ++s)
      put(sample, row, x * together + s, value(sample, y, left + x, plane + s));
  return row;
}

class TiffReader : public ::testing::Test {
 protected:
  std::string tiff(const Sample& sample, const char* mode = "w") const {
    TIFF* file = TIFFOpen(path_.c_str(), mode);
    write_page(file, sample);
    TIFFClose(file);
    return read_file(path_);
  }
  static void write_page(TIFF* file, const Sample& sample) {
    TIFFSetField(file, TIFFTAG_IMAGELENGTH, height);
    TIFFSetField(file, TIFFTAG_IMAGEWIDTH, width);
    TIFFSetField(file, TIFFTAG_PHOTOMETRIC, sample.photometric);
    TIFFSetField(file, TIFFTAG_SAMPLESPERPIXEL, sample.samples);
    TIFFSetField(file, TIFFTAG_BITSPERSAMPLE, sample.bits);
    TIFFSetField(file, TIFFTAG_COMPRESSION, sample.compression);
    TIFFSetField(file, TIFFTAG_PLANARCONFIG,
                 sample.separate ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
    sample.extras(file);
    const std::uint16_t planes = sample.separate ? sample.samples : 1;
    if (!sample.tiled) TIFFSetField(file, TIFFTAG_ROWSPERSTRIP, 7);
    for (std::uint16_t plane = 0; plane < planes && !sample.tiled; ++plane)
      for (std::uint32_t y = 0; y < height; ++y)
        TIFFWriteScanline(file, row_of(sample, y, 0, width, plane).data(), y, plane);
    if (!sample.tiled) return;
    TIFFSetField(file, TIFFTAG_TILEWIDTH, 16);
    TIFFSetField(file, TIFFTAG_TILELENGTH, 16);
    for (std::uint16_t plane = 0; plane < planes; ++plane)
      for (std::uint32_t top = 0; top < height; top += 16)
        for (std::uint32_t left = 0; left < width; left += 16) {
          std::vector<unsigned char> tile;
          for (std::uint32_t y = top; y < top + 16; ++y) {
            const auto row = row_of(sample, y, left, 16, plane);
            tile.insert(tile.end(), row.begin(), row.end());
          }
          TIFFWriteTile(file, tile.data(), left, top, 0, plane);
        }
  }
  void TearDown() override { std::filesystem::remove(path_); }

  const std::string path_ =
      (std::filesystem::temp_directory_path() / ("moai-tiff-" + std::to_string(::getpid())))
          .string();
};

using Colour = std::function<double(std::uint32_t y, std::uint32_t x, std::uint32_t channel)>;

void expect(const DecodedPicture& picture, const Colour& colour) {
  ASSERT_EQ(picture.image.height, height);
  ASSERT_EQ(picture.image.width, width);
  for (std::uint32_t c = 0; c < 3; ++c)
    for (std::uint32_t y = 0; y < height; ++y)
      for (std::uint32_t x = 0; x < width; ++x)
        ASSERT_NEAR(picture.image.values[(c * height + y) * width + x], colour(y, x, c), 1e-6)
            << c << ' ' << y << ' ' << x;
}

std::string refusal(const std::string& bytes) {
  try {
    read_tiff(bytes);
  } catch (const PictureDefect& defect) {
    return defect.what();
  }
  return "";
}

TEST_F(TiffReader, TakesColoursInEveryLayout) {
  for (const std::uint16_t bits : {8, 16})
    for (const bool separate : {false, true})
      for (const bool tiled : {false, true})
        for (const std::uint16_t compression :
             {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS})
          for (const char* mode : {"w", "wb", "w8"}) {
            const Sample sample{PHOTOMETRIC_RGB, 3, bits, separate, tiled, compression};
            SCOPED_TRACE(::testing::Message() << bits << separate << tiled << compression << mode);
            expect(read_tiff(tiff(sample, mode)), [&](auto y, auto x, auto c) {
              return value(sample, y, x, c) / ((1u << bits) - 1.0);
            });
          }
}

TEST_F(TiffReader, GreyIsAShareOfItsMaximumFromEitherEnd) {
  for (const std::uint16_t bits : {1, 2, 4, 8, 16})
    for (const std::uint16_t kind : {PHOTOMETRIC_MINISBLACK, PHOTOMETRIC_MINISWHITE})
      for (const bool tiled : {false, true}) {
        const Sample sample{kind, 1, bits, false, tiled};
        SCOPED_TRACE(::testing::Message() << bits << kind << tiled);
        expect(read_tiff(tiff(sample)), [&](auto y, auto x, auto) {
          const double share = value(sample, y, x, 0) / ((1u << bits) - 1.0);
          return kind == PHOTOMETRIC_MINISBLACK ? share : 1.0 - share;
        });
      }
}

TEST_F(TiffReader, PalettesOfEightAndSixteenBits) {
  for (const std::uint32_t unit : {1u, 256u, 257u}) {
    std::array<std::uint16_t, 256> map{};
    for (std::uint32_t i = 0; i < 256; ++i) map[i] = static_cast<std::uint16_t>((255 - i) * unit);
    Sample sample{PHOTOMETRIC_PALETTE, 1, 8};
    sample.extras = [&](TIFF* file) {
      TIFFSetField(file, TIFFTAG_COLORMAP, map.data(), map.data(), map.data());
    };
    expect(read_tiff(tiff(sample)),
           [&](auto y, auto x, auto) { return 1.0 - value(sample, y, x, 0) / 255.0; });
  }
}

TEST_F(TiffReader, InkAndWhatShinesThrough) {
  const Sample ink{PHOTOMETRIC_SEPARATED, 4, 8};
  expect(read_tiff(tiff(ink)), [&](auto y, auto x, auto c) {
    return (1.0 - value(ink, y, x, c) / 255.0) * (1.0 - value(ink, y, x, 3) / 255.0);
  });
  for (std::uint16_t type :
       {EXTRASAMPLE_UNASSALPHA, EXTRASAMPLE_ASSOCALPHA, EXTRASAMPLE_UNSPECIFIED}) {
    Sample sample{PHOTOMETRIC_RGB, 4, 16};
    sample.extras = [&](TIFF* file) { TIFFSetField(file, TIFFTAG_EXTRASAMPLES, 1, &type); };
    const DecodedPicture picture = read_tiff(tiff(sample));
    expect(picture, [&](auto y, auto x, auto c) {
      const double colour = value(sample, y, x, c) / 65535.0,
                   alpha = value(sample, y, x, 3) / 65535.0;
      if (type == EXTRASAMPLE_UNSPECIFIED) return colour;
      return std::min(1.0, colour * (type == EXTRASAMPLE_UNASSALPHA ? alpha : 1.0) + 1.0 - alpha);
    });
    EXPECT_EQ(picture.ignored.size(), type == EXTRASAMPLE_UNSPECIFIED ? 1u : 0u);
  }
}

TEST_F(TiffReader, JpegInsideIsReadAsColours) {
  Sample sample{PHOTOMETRIC_YCBCR, 3, 8, false, false, COMPRESSION_JPEG};
  sample.extras = [](TIFF* file) {
    TIFFSetField(file, TIFFTAG_JPEGQUALITY, 100);
    TIFFSetField(file, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    TIFFSetField(file, TIFFTAG_ROWSPERSTRIP, 16);
  };
  TIFF* file = TIFFOpen(path_.c_str(), "w");
  TIFFSetField(file, TIFFTAG_IMAGELENGTH, 16);
  TIFFSetField(file, TIFFTAG_IMAGEWIDTH, 16);
  TIFFSetField(file, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_YCBCR);
  TIFFSetField(file, TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField(file, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(file, TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
  sample.extras(file);
  std::vector<unsigned char> row;
  for (int x = 0; x < 16; ++x)
    for (const unsigned char colour : {255, 102, 51}) row.push_back(colour);
  for (std::uint32_t y = 0; y < 16; ++y) TIFFWriteScanline(file, row.data(), y, 0);
  TIFFClose(file);
  const DecodedPicture picture = read_tiff(read_file(path_));
  EXPECT_NEAR(picture.image.values[0], 1.0, 0.01);
  EXPECT_NEAR(picture.image.values[256], 0.4, 0.01);
  EXPECT_NEAR(picture.image.values[767], 0.2, 0.01);
}

TEST_F(TiffReader, KnowsItsOrientationAndItsProfile) {
  Sample sample;
  sample.extras = [](TIFF* file) {
    TIFFSetField(file, TIFFTAG_ORIENTATION, ORIENTATION_LEFTBOT);
    TIFFSetField(file, TIFFTAG_ICCPROFILE, 3, "abc");
  };
  const DecodedPicture picture = read_tiff(tiff(sample));
  EXPECT_EQ(picture.orientation, 8);
  EXPECT_EQ(picture.ignored, std::vector<std::string>{"its colour profile"});
}

TEST_F(TiffReader, SaysWhatItDoesNotRead) {
  Sample numbers{PHOTOMETRIC_MINISBLACK, 1, 16};
  numbers.extras = [](TIFF* f) { TIFFSetField(f, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_INT); };
  EXPECT_NE(refusal(tiff(numbers)).find("negative numbers"), std::string::npos);
  EXPECT_NE(refusal(tiff({PHOTOMETRIC_CIELAB, 3, 8})).find("neither grey, RGB"), std::string::npos);
  TIFF* file = TIFFOpen(path_.c_str(), "w");
  for (int page = 0; page < 2; ++page) {
    write_page(file, {});
    TIFFWriteDirectory(file);
  }
  TIFFClose(file);
  EXPECT_NE(refusal(read_file(path_)).find("several pictures"), std::string::npos);
}

TEST_F(TiffReader, CutShortAnywhereIsRefused) {
  for (const std::uint16_t compression : {COMPRESSION_NONE, COMPRESSION_LZW}) {
    const std::string good = tiff({PHOTOMETRIC_RGB, 3, 8, false, false, compression});
    EXPECT_EQ(refusal(good), "");
    for (std::size_t length = 0; length < good.size() - 1; length += 13)
      EXPECT_NE(refusal(good.substr(0, length)), "") << length;
  }
}

}  // namespace
}  // namespace moai
