#pragma once
// TIFF files by libtiff: 1 to 16 bits; grey, RGB, palettes and CMYK, strips or tiles, in whatever
// compression; JPEG's YCbCr, too.

#include <string_view>

#include "media/decoded_picture.h"

namespace moai {

/// Throws PictureDefect for whatever is damaged or of another kind (floating-point numbers, CIE
/// colours), and where a file holds several pictures.
DecodedPicture read_tiff(std::string_view file);

}  // namespace moai
