#pragma once
// Text as code points. The readers of what moai writes (HDF5, Python, editors) take text for UTF-8.
//
//   if (auto bad = first_not_utf8(text)) ...                      // the offset of the first such
//   byte for_each_code_point(text, [](std::uint32_t point, std::string_view bytes) { ... });

#include <boost/locale/utf.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

namespace moai {

/// Calls visit(code point, its bytes) from the first to the last; a byte that is no UTF-8 (overlong
/// and surrogate forms among them) comes with the code point boost::locale::utf::illegal.
template <class Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  using Traits = boost::locale::utf::utf_traits<char>;
  for (const char *at = text.data(), *end = text.data() + text.size(); at != end;) {
    const char* const first = at;
    std::uint32_t point = Traits::decode(at, end);
    if (!boost::locale::utf::is_valid_codepoint(point)) {
      at = first + 1;
      point = boost::locale::utf::illegal;
    }
    visit(point, std::string_view(first, static_cast<std::size_t>(at - first)));
  }
}

/// The offset of the first byte that belongs to no UTF-8.
inline std::optional<std::size_t> first_not_utf8(std::string_view text) {
  std::optional<std::size_t> found;
  for_each_code_point(text, [&](std::uint32_t point, std::string_view bytes) {
    if (point == boost::locale::utf::illegal && !found)
      found = static_cast<std::size_t>(bytes.data() - text.data());
  });
  return found;
}

}  // namespace moai
