#pragma once
// What the readers of picture files (png_reader, jpeg_reader, tiff_reader) have in common: rows of
// samples become an Image, whatever kind of colour they are.
//
//   DecodedPicture picture;
//   picture.image = blank(height, width);
//   put_row(picture.image, y, samples, {PixelFormat::Colour::rgb, PixelFormat::Alpha::none, 255});

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "media/image.h"

namespace moai {

struct DecodedPicture {
  Image image;          ///< as it is stored
  int orientation = 1;  ///< of upright()
  /// What the file says and moai does not heed, "its colour profile".
  std::vector<std::string> ignored;
};

/// The samples of one pixel, in this order: colours, then alpha where there is one, then samples
/// that mean nothing.
struct PixelFormat {
  enum class Colour : std::uint8_t { grey, rgb, cmyk };  ///< cmyk: amounts of ink
  enum class Alpha : std::uint8_t { none, straight, premultiplied };

  Colour colour = Colour::rgb;
  Alpha alpha = Alpha::none;
  std::uint16_t maximum = 255;  ///< the sample that is 1
  std::size_t samples = 0;      ///< of a pixel, colours, alpha and all
};

/// Why a file is no picture that can be read: "it ends early". The reader of the file names it.
class PictureDefect : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws PictureDefect where a picture is larger than 16384 pixels a side, or has none.
void require_size(std::int64_t height, std::int64_t width);

/// Black.
Image blank(std::int64_t height, std::int64_t width);

/// Row y: s becomes s/maximum, grey all three colours, ink (1-s)(1-black), and what shines through
/// is white.
void put_row(Image& image, std::int64_t y, std::span<const std::uint16_t> samples,
             const PixelFormat& format);

}  // namespace moai
