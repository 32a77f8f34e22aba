#pragma once
// Picture files: PNG, JPEG and TIFF are read, PNG is written.
//
//   Image image = read_image("target.jpg");
//   write_png("copy.png", image);
//
// Transparency is composited on white, grey becomes RGB, CMYK becomes RGB without a profile, and a
// picture is turned as its orientation tag says.

#include <string>
#include <vector>

#include "media/image.h"

namespace moai {

struct Picture {
  Image image;
  /// What the file says of its colours and moai does not heed: "its colour profile".
  std::vector<std::string> ignored;
};

/// Reads a picture; 8 bits become value/255, 16 bits value/65535. Throws UserError naming the file
/// if it is missing, is no picture, is damaged, or is larger than 16384 pixels a side.
Picture read_picture(const std::string& path);
Image read_image(const std::string& path);

/// "'a.png': its colour profile is ignored (...)", or nothing where nothing is.
std::string note_of(const std::string& path, const Picture& picture);

/// Writes a PNG (to a temporary file, then renamed): to_byte() of every value. Throws SystemError.
void write_png(const std::string& path, const Image& image);

}  // namespace moai
