#include "media/png_writer.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t chunk_bytes = 1 << 16;
constexpr std::int64_t most_pixels_a_side = 0x7fffffff;  // of the format

std::array<unsigned char, 4> big_endian(std::uint32_t value) {
  return {static_cast<unsigned char>(value >> 24), static_cast<unsigned char>(value >> 16),
          static_cast<unsigned char>(value >> 8), static_cast<unsigned char>(value)};
}

unsigned char byte_of(float value) {
  return static_cast<unsigned char>(std::lround(255.0f * std::min(1.0f, std::max(0.0f, value))));
}

}  // namespace

// PNG 1.2 (ISO/IEC 15948): signature, IHDR, the deflated rows in IDAT chunks, IEND.
struct PngWriter::State {
  std::string path, temporary;
  std::FILE* file = nullptr;
  z_stream deflater{};
  std::vector<unsigned char> row, above, filtered;
  std::vector<unsigned char> packed = std::vector<unsigned char>(chunk_bytes);
  std::size_t in_row = 0;  // bytes of `row` that are filled
  std::int64_t rows_left = 0;

  ~State() {
    deflateEnd(&deflater);
    if (file == nullptr) return;
    std::fclose(file);
    std::remove(temporary.c_str());
  }

  void put(const unsigned char* bytes, std::size_t count) {
    if (count > 0 && std::fwrite(bytes, 1, count, file) != count)
      throw file_error("write", path, errno);
  }
  void put_chunk(std::string_view type, const unsigned char* bytes, std::size_t count) {
    put(big_endian(static_cast<std::uint32_t>(count)).data(), 4);
    const auto* name = reinterpret_cast<const unsigned char*>(type.data());
    put(name, 4);
    put(bytes, count);
    const uLong check = crc32(crc32(0, name, 4), bytes, static_cast<uInt>(count));
    put(big_endian(static_cast<std::uint32_t>(check)).data(), 4);
  }
  void deflate_bytes(std::vector<unsigned char>& bytes, int flush) {
    deflater.next_in = bytes.data();
    deflater.avail_in = static_cast<uInt>(bytes.size());
    int result = Z_OK;
    do {
      result = deflate(&deflater, flush);
      if (deflater.avail_out > 0 && result != Z_STREAM_END) break;
      put_chunk("IDAT", packed.data(), packed.size() - deflater.avail_out);
      deflater.next_out = packed.data();
      deflater.avail_out = static_cast<uInt>(packed.size());
    } while (result != Z_STREAM_END);
  }
  // Each row as differences from the one above (filter 2): smooth pictures become small.
  void end_row() {
    filtered[0] = 2;
    for (std::size_t i = 0; i < row.size(); ++i)
      filtered[i + 1] = static_cast<unsigned char>(row[i] - above[i]);
    deflate_bytes(filtered, Z_NO_FLUSH);
    std::swap(row, above);
    in_row = 0;
    --rows_left;
  }
};

PngWriter::PngWriter(std::string path, std::int64_t height, std::int64_t width)
    : state_(std::make_unique<State>()) {
  if (height < 1 || width < 1 || height > most_pixels_a_side || width > most_pixels_a_side)
    throw UserError(concat("'", path, "' cannot have ", height, "x", width,
                           " pixels (a PNG has 1 to ", most_pixels_a_side,
                           " a side). Choose another size."));
  State& s = *state_;
  s.path = std::move(path);
  s.temporary = temporary_name(s.path);
  s.rows_left = height;
  s.row.resize(3 * static_cast<std::size_t>(width));
  s.above.resize(s.row.size());
  s.filtered.resize(s.row.size() + 1);
  if (deflateInit(&s.deflater, Z_DEFAULT_COMPRESSION) != Z_OK)
    throw SystemError("cannot compress a PNG (out of memory).");
  s.deflater.next_out = s.packed.data();
  s.deflater.avail_out = static_cast<uInt>(s.packed.size());
  s.file = std::fopen(s.temporary.c_str(), "wb");
  if (s.file == nullptr) throw file_error("write", s.path, errno);
  constexpr std::array<unsigned char, 8> signature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  s.put(signature.data(), signature.size());
  const auto w = big_endian(static_cast<std::uint32_t>(width));
  const auto h = big_endian(static_cast<std::uint32_t>(height));
  // 8 bits, red-green-blue, the one compression and filter method there is, not interlaced.
  const std::array<unsigned char, 13> header{w[0], w[1], w[2], w[3], h[0], h[1], h[2],
                                             h[3], 8,    2,    0,    0,    0};
  s.put_chunk("IHDR", header.data(), header.size());
}

PngWriter::~PngWriter() = default;

void PngWriter::write(std::span<const float> planes) {
  State& s = *state_;
  const std::size_t count = planes.size() / 3;
  for (std::size_t i = 0; i < count; ++i) {
    if (s.rows_left == 0) throw std::logic_error("PngWriter: more pixels than announced");
    for (std::size_t c = 0; c < 3; ++c) s.row[s.in_row++] = byte_of(planes[c * count + i]);
    if (s.in_row == s.row.size()) s.end_row();
  }
}

void PngWriter::finish() {
  State& s = *state_;
  if (s.rows_left != 0) throw std::logic_error("PngWriter: pixels are missing");
  std::vector<unsigned char> nothing;
  s.deflate_bytes(nothing, Z_FINISH);
  s.put_chunk("IEND", nothing.data(), 0);
  const bool closed = std::fclose(std::exchange(s.file, nullptr)) == 0;
  if (!closed) {
    const int error = errno;
    std::remove(s.temporary.c_str());
    throw file_error("write", s.path, error);
  }
  publish_file(s.temporary, s.path);
}

}  // namespace moai
