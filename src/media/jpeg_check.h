#pragma once
// What stb_image has to be protected from: up to version 2.27 (Debian 12) it writes past its tables
// where a JPEG file's Huffman tables claim more codes than there can be.

#include <string>
#include <string_view>

namespace moai {

/// Why the file must not be given to stb_image, or empty. Files that are no JPEG pass.
std::string jpeg_problem(std::string_view bytes);

}  // namespace moai
