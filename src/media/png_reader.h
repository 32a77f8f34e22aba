#pragma once
// PNG files by libpng: any depth, colour type and interlacing; 16 bits stay 16 bits.

#include <string_view>

#include "media/decoded_picture.h"

namespace moai {

/// Throws PictureDefect for whatever is damaged, a checksum of a comment included.
DecodedPicture read_png(std::string_view file);

}  // namespace moai
