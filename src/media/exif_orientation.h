#pragma once
// How a picture is to be turned, out of the Exif block that cameras put into JPEG and PNG files.

#include <string_view>

namespace moai {

/// 1 to 8 as upright() takes it, of a block that begins with its byte order ("II*" or "MM"); 1
/// where it says nothing, or nothing that can be read.
int exif_orientation(std::string_view block);

}  // namespace moai
