#include "media/decoded_picture.h"

#include <array>

#include "support/text.h"

namespace moai {
namespace {

constexpr std::int64_t most_pixels_a_side = 16384;

std::array<float, 3> colours(const std::uint16_t* sample, const PixelFormat& format) {
  const auto maximum = static_cast<float>(format.maximum);
  const auto value = [&](std::size_t k) { return static_cast<float>(sample[k]) / maximum; };
  switch (format.colour) {
    case PixelFormat::Colour::grey:
      return {value(0), value(0), value(0)};
    case PixelFormat::Colour::rgb:
      return {value(0), value(1), value(2)};
    case PixelFormat::Colour::cmyk: {
      const float paper = 1.0f - value(3);
      return {(1.0f - value(0)) * paper, (1.0f - value(1)) * paper, (1.0f - value(2)) * paper};
    }
  }
  return {};
}

std::size_t alpha_of(PixelFormat::Colour colour) {
  switch (colour) {
    case PixelFormat::Colour::grey:
      return 1;
    case PixelFormat::Colour::rgb:
      return 3;
    case PixelFormat::Colour::cmyk:
      return 4;
  }
  return 0;
}

}  // namespace

void require_size(std::int64_t height, std::int64_t width) {
  if (height < 1 || width < 1) throw PictureDefect("it has no pixels");
  if (height > most_pixels_a_side || width > most_pixels_a_side)
    throw PictureDefect(concat("it has ", height, "x", width, " pixels; ", most_pixels_a_side,
                               " a side are the most"));
}

Image blank(std::int64_t height, std::int64_t width) {
  return {height, width, std::vector<float>(static_cast<std::size_t>(3 * height * width))};
}

void put_row(Image& image, std::int64_t y, std::span<const std::uint16_t> samples,
             const PixelFormat& format) {
  const std::size_t plane = static_cast<std::size_t>(image.height * image.width);
  float* out = image.values.data() + y * image.width;
  const std::size_t alpha_at = alpha_of(format.colour);
  for (std::size_t x = 0; x < static_cast<std::size_t>(image.width); ++x) {
    const std::uint16_t* sample = &samples[x * format.samples];
    const auto pixel = colours(sample, format);
    const bool opaque =
        format.alpha == PixelFormat::Alpha::none || sample[alpha_at] == format.maximum;
    const float alpha =
        opaque ? 1.0f : static_cast<float>(sample[alpha_at]) / static_cast<float>(format.maximum);
    const float share = format.alpha == PixelFormat::Alpha::premultiplied ? 1.0f : alpha;
    for (std::size_t c = 0; c < 3; ++c)
      out[c * plane + x] = opaque ? pixel[c] : std::min(1.0f, pixel[c] * share + (1.0f - alpha));
  }
}

}  // namespace moai
