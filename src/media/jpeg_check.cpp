#include "media/jpeg_check.h"

#include <cstddef>

namespace moai {
namespace {

constexpr unsigned marker_prefix = 0xff, start_of_image = 0xd8, huffman_tables = 0xc4,
                   first_restart = 0xd0, last_restart = 0xd7, temporary = 0x01;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

// Tables of the segment [at,end): class and number, how many codes there are of each of 16 lengths,
// and that many values (ITU-T T.81, B.2.4.2). A table that begins in the segment is read to its
// end, as stb_image does.
bool too_many_codes(std::string_view bytes, std::size_t at, std::size_t end) {
  while (at < end) {
    std::size_t codes = 0;
    for (std::size_t length = 1; length <= 16; ++length) codes += byte_at(bytes, at + length);
    if (codes > 256) return true;
    at += 17 + codes;
  }
  return false;
}

bool has_a_segment(unsigned marker) {
  return marker > temporary && marker != marker_prefix &&
         !(marker >= first_restart && marker <= last_restart) && marker != start_of_image;
}

}  // namespace

std::string jpeg_problem(std::string_view bytes) {
  if (byte_at(bytes, 0) != marker_prefix) return {};  // a JPEG may begin with several
  for (std::size_t at = 0; at + 3 < bytes.size();) {
    const unsigned marker = byte_at(bytes, at + 1);
    if (byte_at(bytes, at) != marker_prefix || !has_a_segment(marker)) {
      ++at;  // the picture itself, or filling
      continue;
    }
    const std::size_t length = 256 * byte_at(bytes, at + 2) + byte_at(bytes, at + 3);
    if (marker == huffman_tables && too_many_codes(bytes, at + 4, at + 2 + length))
      return "its Huffman tables are damaged";
    at += 2 + (length < 2 ? 2 : length);
  }
  return {};
}

}  // namespace moai
