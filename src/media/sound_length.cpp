#include "media/sound_length.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace moai {
namespace {

const std::string ends_early = "it ends before all of its samples";

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

std::uint64_t number(std::string_view bytes, std::size_t at, bool little) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8 | byte_at(bytes, at + (little ? 3 - i : i));
  return value;
}

// Where an MP3's first frame begins: behind an ID3v2 tag, whose length has 7 bits a byte
// (id3v2.3.0, 3.1).
std::size_t first_frame(std::string_view file) {
  if (!file.starts_with("ID3")) return 0;
  std::size_t length = 0;
  for (std::size_t i = 6; i < 10; ++i) length = length << 7 | (byte_at(file, i) & 0x7f);
  const std::size_t footer = (byte_at(file, 5) & 0x10) != 0 ? 10 : 0;
  return 10 + length + footer;
}

}  // namespace

// A chunk: four letters, a length of 32 bits, that many bytes and one more to make it even. WAV:
// Microsoft's RIFF, little-endian (RIFX: big-endian); AIFF: Apple's, big-endian.
std::string chunks_defect(std::string_view file) {
  const bool little = file.starts_with("RIFF");
  const std::string_view wanted = file.starts_with("FORM") ? "SSND" : "data";
  for (std::size_t at = 12; at + 8 <= file.size();) {
    const std::uint64_t length = number(file, at + 4, little);
    if (file.substr(at, 4) == wanted) return length > file.size() - at - 8 ? ends_early : "";
    at += 8 + length + length % 2;
  }
  return ends_early;
}

// The header stands in the first frame, behind its 4 bytes and the side information, the length of
// which goes by version and channels (ISO/IEC 11172-3, 13818-3). Flags say which of the numbers of
// frames and of bytes are there.
std::string mp3_defect(std::string_view file) {
  const std::size_t start = std::min(first_frame(file), file.size());
  const bool version1 = (byte_at(file, start + 1) & 0x18) == 0x18;
  const bool mono = (byte_at(file, start + 3) & 0xc0) == 0xc0;
  const std::size_t header = start + 4 + (version1 ? (mono ? 17 : 32) : (mono ? 9 : 17));
  const std::string_view mark = file.substr(std::min(header, file.size()), 4);
  const std::uint64_t flags = number(file, header + 4, false);
  if ((mark != "Xing" && mark != "Info") || (flags & 1) == 0)
    return "it is an MP3 that does not say how long it is, so that nobody can tell whether it is "
           "complete";
  const bool has_bytes = (flags & 2) != 0;
  if (has_bytes && number(file, header + 12, false) > file.size() - start) return ends_early;
  return "";
}

}  // namespace moai
