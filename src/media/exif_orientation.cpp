#include "media/exif_orientation.h"

#include <cstddef>
#include <cstdint>

namespace moai {
namespace {

// Numbers of a TIFF block, 0 beyond its end.
class Numbers {
 public:
  explicit Numbers(std::string_view block) : block_(block), little_(block.starts_with("II")) {}

  std::uint32_t two(std::size_t at) const { return number(at, 2); }
  std::uint32_t four(std::size_t at) const { return number(at, 4); }

 private:
  std::uint32_t number(std::size_t at, std::size_t bytes) const {
    if (at > block_.size() || block_.size() - at < bytes) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i)
      value = value << 8 | static_cast<unsigned char>(block_[at + (little_ ? bytes - 1 - i : i)]);
    return value;
  }

  std::string_view block_;
  bool little_;
};

}  // namespace

// TIFF 6.0, section 2: a header (byte order, 42, where the first directory is), and directories of
// entries of 12 bytes: tag, type, count, value. Exif (CIPA DC-008, 4.6.4): orientation is tag 274.
int exif_orientation(std::string_view block) {
  constexpr std::uint32_t orientation = 274, short_type = 3;
  const Numbers numbers(block);
  if (!(block.starts_with("II") || block.starts_with("MM")) || numbers.two(2) != 42) return 1;
  const std::size_t directory = numbers.four(4);
  for (std::size_t entry = 0; entry < numbers.two(directory); ++entry) {
    const std::size_t at = directory + 2 + 12 * entry;
    if (numbers.two(at) != orientation || numbers.two(at + 2) != short_type) continue;
    const std::uint32_t value = numbers.two(at + 8);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

}  // namespace moai
