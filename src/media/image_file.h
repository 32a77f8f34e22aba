#pragma once
// Picture files: PNG and JPEG by stb_image (transparency is composited on white, grey becomes RGB).

#include <string>

#include "media/image.h"

namespace moai {

/// Reads a picture; 8 bits become value/255. Throws UserError naming the file if it is missing,
/// is no picture, or is larger than 16384 pixels a side.
Image read_image(const std::string& path);

/// The picture as a PNG file's bytes: clamped to [0,1], rounded to 8 bits.
std::vector<unsigned char> encode_png(const Image& image);

/// Writes a PNG (to a temporary file, then renamed). Throws SystemError.
void write_png(const std::string& path, const Image& image);

}  // namespace moai
