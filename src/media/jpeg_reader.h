#pragma once
// JPEG files by libjpeg-turbo: baseline and progressive; grey, YCbCr, RGB, CMYK and YCCK.

#include <string_view>

#include "media/decoded_picture.h"

namespace moai {

/// Throws PictureDefect for whatever is damaged, also where libjpeg would make up the rest.
DecodedPicture read_jpeg(std::string_view file);

}  // namespace moai
