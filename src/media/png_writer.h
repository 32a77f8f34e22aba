#pragma once
// Writes a PNG pixel by pixel, so that a picture of any size needs the memory of one row.
//
//   PngWriter png("large.png", 8192, 8192);
//   png.write(planes);   // the next pixels, as many times as it takes
//   png.finish();        // only now the file appears under its name
//
// 8 bits a channel, RGB, by libpng. Small pictures: image_file.h.

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace moai {

class PngWriter {
 public:
  /// Throws SystemError where the file cannot be written, UserError for more than 2^31-1 pixels a
  /// side.
  PngWriter(std::string path, std::int64_t height, std::int64_t width);
  /// Without finish(), nothing is left behind.
  ~PngWriter();
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;

  /// The next n pixels in reading order: n reds, n greens, n blues, clamped to [0,1] and rounded.
  void write(std::span<const float> planes);

  /// Throws std::logic_error where pixels are missing, SystemError as the constructor does.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace moai
