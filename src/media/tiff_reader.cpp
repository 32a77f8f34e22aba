#include "media/tiff_reader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "media/tiff_file.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr unsigned most_samples = 16;  // of a pixel

struct Layout {
  std::size_t height = 0, width = 0;
  std::uint16_t samples = 0, bits = 0, photometric = 0, extra_type = EXTRASAMPLE_UNSPECIFIED;
  std::size_t colours = 0;
  bool separate = false;  // a plane for each sample, one after the other

  std::size_t together() const { return separate ? 1 : samples; }  // samples of a plane's pixel
};

// The colours that a pixel begins with. JPEG's are RGB once libtiff has unpacked them.
std::size_t colours_of(const TiffFile& file, std::uint16_t photometric) {
  switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_PALETTE:
      return 1;
    case PHOTOMETRIC_RGB:
      return 3;
    case PHOTOMETRIC_SEPARATED:
      if (file.field<std::uint16_t>(TIFFTAG_INKSET, INKSET_CMYK) == INKSET_CMYK) return 4;
      throw PictureDefect("its inks are not cyan, magenta, yellow and black");
    case PHOTOMETRIC_YCBCR:
      if (file.field<std::uint16_t>(TIFFTAG_COMPRESSION, COMPRESSION_NONE) == COMPRESSION_JPEG) {
        TIFFSetField(file.get(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        return 3;
      }
      [[fallthrough]];
    default:
      throw PictureDefect("its colours are neither grey, RGB, a palette nor CMYK");
  }
}

Layout layout_of(const TiffFile& file) {
  Layout layout;
  layout.height = file.field<std::uint32_t>(TIFFTAG_IMAGELENGTH, 0);
  layout.width = file.field<std::uint32_t>(TIFFTAG_IMAGEWIDTH, 0);
  require_size(static_cast<std::int64_t>(layout.height), static_cast<std::int64_t>(layout.width));
  layout.samples = file.field<std::uint16_t>(TIFFTAG_SAMPLESPERPIXEL, 1);
  layout.bits = file.field<std::uint16_t>(TIFFTAG_BITSPERSAMPLE, 1);
  const auto kind = file.field<std::uint16_t>(TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
  if (kind != SAMPLEFORMAT_UINT && kind != SAMPLEFORMAT_VOID)
    throw PictureDefect("its values are floating-point or negative numbers");
  constexpr std::array<std::uint16_t, 5> depths{1, 2, 4, 8, 16};
  if (std::ranges::find(depths, layout.bits) == depths.end())
    throw PictureDefect(concat("its values have ", layout.bits, " bits, not 1, 2, 4, 8 or 16"));
  if (TIFFGetField(file.get(), TIFFTAG_PHOTOMETRIC, &layout.photometric) == 0)
    throw PictureDefect("it does not say what its values are");
  layout.colours = colours_of(file, layout.photometric);
  if (layout.samples < layout.colours || layout.samples > most_samples)
    throw PictureDefect(concat("it has ", layout.samples, " values a pixel"));
  layout.separate =
      layout.samples > 1 &&
      file.field<std::uint16_t>(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
  std::uint16_t count = 0;
  const std::uint16_t* types = nullptr;
  if (TIFFGetField(file.get(), TIFFTAG_EXTRASAMPLES, &count, &types) != 0 && count > 0)
    layout.extra_type = types[0];
  return layout;
}

// `count` samples of `bits` each to every `step`th of `out`. libtiff has put the bytes of larger
// ones and the bits of smaller ones in order.
void unpack(const unsigned char* in, std::size_t count, unsigned bits, std::uint16_t* out,
            std::size_t step) {
  for (std::size_t i = 0; i < count; ++i, out += step) {
    if (bits == 16)
      std::memcpy(out, in + 2 * i, 2);
    else if (bits == 8)
      *out = in[i];
    else
      *out = in[i * bits / 8] >> (8 - bits - i * bits % 8) & ((1u << bits) - 1u);
  }
}

using Samples = std::unique_ptr<std::uint16_t[]>;  // (height, width, samples)

void read_strips(const TiffFile& file, const Layout& layout, std::uint16_t plane,
                 std::uint16_t* out) {
  const std::size_t together = layout.together();
  const tmsize_t bytes = TIFFScanlineSize(file.get());
  file.require(static_cast<std::size_t>(bytes) * 8 >= layout.width * together * layout.bits);
  const auto line = std::make_unique_for_overwrite<unsigned char[]>(bytes);
  for (std::size_t y = 0; y < layout.height; ++y) {
    file.require(TIFFReadScanline(file.get(), line.get(), static_cast<std::uint32_t>(y), plane) ==
                 1);
    unpack(line.get(), layout.width * together, layout.bits,
           out + y * layout.width * layout.samples, layout.separate ? layout.samples : 1);
  }
}

void read_tiles(const TiffFile& file, const Layout& layout, std::uint16_t plane,
                std::uint16_t* out) {
  const std::size_t together = layout.together();
  const std::size_t tile_height = file.field<std::uint32_t>(TIFFTAG_TILELENGTH, 0);
  const std::size_t tile_width = file.field<std::uint32_t>(TIFFTAG_TILEWIDTH, 0);
  const tmsize_t bytes = TIFFTileSize(file.get()), row_bytes = TIFFTileRowSize(file.get());
  file.require(tile_height > 0 && tile_width > 0 && bytes > 0 &&
               static_cast<std::size_t>(bytes) / tile_height >=
                   static_cast<std::size_t>(row_bytes) &&
               static_cast<std::size_t>(row_bytes) * 8 >= tile_width * together * layout.bits);
  const auto tile = std::make_unique_for_overwrite<unsigned char[]>(bytes);
  for (std::size_t top = 0; top < layout.height; top += tile_height)
    for (std::size_t left = 0; left < layout.width; left += tile_width) {
      file.require(TIFFReadTile(file.get(), tile.get(), static_cast<std::uint32_t>(left),
                                static_cast<std::uint32_t>(top), 0, plane) > 0);
      const std::size_t rows = std::min(tile_height, layout.height - top);
      const std::size_t columns = std::min(tile_width, layout.width - left);
      for (std::size_t y = 0; y < rows; ++y)
        unpack(tile.get() + y * static_cast<std::size_t>(row_bytes), columns * together,
               layout.bits, out + ((top + y) * layout.width + left) * layout.samples,
               layout.separate ? layout.samples : 1);
    }
}

Samples read_samples(const TiffFile& file, const Layout& layout) {
  // Not filled beforehand: a file may claim more than it holds.
  Samples samples = std::make_unique_for_overwrite<std::uint16_t[]>(layout.height * layout.width *
                                                                    layout.samples);
  const auto read = TIFFIsTiled(file.get()) != 0 ? read_tiles : read_strips;
  const auto planes = static_cast<std::uint16_t>(layout.separate ? layout.samples : 1);
  for (std::uint16_t plane = 0; plane < planes; ++plane)
    read(file, layout, plane, samples.get() + plane);
  return samples;
}

PixelFormat format_of(const Layout& layout) {
  PixelFormat format;
  format.samples = layout.samples;
  format.maximum = static_cast<std::uint16_t>((1u << layout.bits) - 1u);
  format.colour = layout.colours == 1   ? PixelFormat::Colour::grey
                  : layout.colours == 3 ? PixelFormat::Colour::rgb
                                        : PixelFormat::Colour::cmyk;
  if (layout.samples > layout.colours && layout.extra_type == EXTRASAMPLE_ASSOCALPHA)
    format.alpha = PixelFormat::Alpha::premultiplied;
  if (layout.samples > layout.colours && layout.extra_type == EXTRASAMPLE_UNASSALPHA)
    format.alpha = PixelFormat::Alpha::straight;
  return format;
}

// The entry of a colour map that is 1. Entries are of 16 bits; writers that have 8 fill the lower
// half of them, the upper half, or both alike.
std::uint16_t whole_colour(const std::array<const std::uint16_t*, 3>& map, std::size_t colours) {
  const auto all = [&](const auto& is_so) {
    return std::ranges::all_of(map, [&](const std::uint16_t* entry) {
      return std::all_of(entry, entry + colours, is_so);
    });
  };
  if (all([](std::uint16_t value) { return value < 256; })) return 255;
  if (all([](std::uint16_t value) { return value % 256 == 0; })) return 255 * 256;
  return 65535;
}

Image from_palette(const TiffFile& file, const Layout& layout, const std::uint16_t* samples) {
  std::array<const std::uint16_t*, 3> map{};
  file.require(TIFFGetField(file.get(), TIFFTAG_COLORMAP, &map[0], &map[1], &map[2]) != 0);
  const PixelFormat format{PixelFormat::Colour::rgb, PixelFormat::Alpha::none,
                           whole_colour(map, std::size_t{1} << layout.bits), 3};
  Image image =
      blank(static_cast<std::int64_t>(layout.height), static_cast<std::int64_t>(layout.width));
  std::vector<std::uint16_t> row(3 * layout.width);
  for (std::size_t y = 0; y < layout.height; ++y) {
    for (std::size_t x = 0; x < layout.width; ++x)
      for (std::size_t c = 0; c < 3; ++c)
        row[3 * x + c] = map[c][samples[(y * layout.width + x) * layout.samples]];
    put_row(image, static_cast<std::int64_t>(y), row, format);
  }
  return image;
}

Image from_colours(const Layout& layout, std::uint16_t* samples) {
  const PixelFormat format = format_of(layout);
  Image image =
      blank(static_cast<std::int64_t>(layout.height), static_cast<std::int64_t>(layout.width));
  const std::size_t stride = layout.width * layout.samples;
  for (std::size_t y = 0; y < layout.height; ++y) {
    const std::span row(samples + y * stride, stride);
    if (layout.photometric == PHOTOMETRIC_MINISWHITE)
      for (std::size_t i = 0; i < stride; i += layout.samples) row[i] = format.maximum - row[i];
    put_row(image, static_cast<std::int64_t>(y), row, format);
  }
  return image;
}

std::vector<std::string> ignored(const TiffFile& file, const Layout& layout) {
  std::vector<std::string> ignored;
  std::uint32_t length = 0;
  const void* profile = nullptr;
  if (TIFFGetField(file.get(), TIFFTAG_ICCPROFILE, &length, &profile) != 0)
    ignored.emplace_back("its colour profile");
  const bool has_alpha = layout.photometric != PHOTOMETRIC_PALETTE &&
                         format_of(layout).alpha != PixelFormat::Alpha::none;
  if (layout.samples > layout.colours + (has_alpha ? 1 : 0))
    ignored.emplace_back("its further channels");
  return ignored;
}

// Smaller copies and masks are not pictures of their own.
void require_one_picture(const TiffFile& file) {
  while (TIFFReadDirectory(file.get()) != 0) {
    const auto kind = file.field<std::uint32_t>(TIFFTAG_SUBFILETYPE, 0);
    if ((kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0)
      throw PictureDefect("it holds several pictures");
  }
  file.require(true);
}

}  // namespace

DecodedPicture read_tiff(std::string_view bytes) {
  TiffFile file(bytes);
  const Layout layout = layout_of(file);
  file.be_strict(true);
  const Samples samples = read_samples(file, layout);
  DecodedPicture picture{
      layout.photometric == PHOTOMETRIC_PALETTE ? from_palette(file, layout, samples.get())
                                                : from_colours(layout, samples.get()),
      file.field<std::uint16_t>(TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT), ignored(file, layout)};
  file.be_strict(false);
  require_one_picture(file);
  return picture;
}

}  // namespace moai
