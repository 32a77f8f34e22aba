#include "media/png_reader.h"

#include <png.h>

#include <bit>
#include <csetjmp>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#include "media/exif_orientation.h"

namespace moai {
namespace {

constexpr double usual_gamma = 1.0 / 2.2;

// libpng reports by a function that must not return. It is left by longjmp, as libpng wants it, so
// that nothing between run() and libpng may need a destructor.
class PngFile {
 public:
  explicit PngFile(std::string_view file) : rest_(file) {
    png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    if (png_ != nullptr) info_ = png_create_info_struct(png_);
    if (info_ == nullptr) {
      png_destroy_read_struct(&png_, nullptr, nullptr);
      throw std::bad_alloc();
    }
  }
  ~PngFile() { png_destroy_read_struct(&png_, &info_, nullptr); }
  PngFile(const PngFile&) = delete;
  PngFile& operator=(const PngFile&) = delete;

  void read_header() {
    run([this] {
      png_set_read_fn(png_, this, read);
      // Checksums of chunks that are not needed count as well: the file is damaged.
      png_set_crc_action(png_, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
      png_read_info(png_, info_);
    });
  }

  template <class Work>
  void run(const Work& work) {
    if (setjmp(jump_) != 0) throw PictureDefect(std::exchange(problem_, {}));
    work();
  }

  png_structp png() const { return png_; }
  png_infop info() const { return info_; }
  bool has(png_uint_32 chunk) const { return png_get_valid(png_, info_, chunk) != 0; }

 private:
  static PngFile& self(png_structp png) { return *static_cast<PngFile*>(png_get_error_ptr(png)); }
  static void on_error(png_structp png, png_const_charp message) {
    PngFile& file = self(png);
    if (file.problem_.empty()) file.problem_ = message;
    std::longjmp(file.jump_, 1);
  }
  static void on_warning(png_structp png, png_const_charp message) {
    // Of the pixels' chunks: it makes some up, or their sum is wrong. Other chunks may be odd.
    if (std::string_view(message).starts_with("IDAT")) on_error(png, message);
  }
  static void read(png_structp png, png_bytep out, std::size_t count) {
    auto& rest = static_cast<PngFile*>(png_get_io_ptr(png))->rest_;
    if (rest.size() < count) on_error(png, "it ends early");
    std::memcpy(out, rest.data(), count);
    rest.remove_prefix(count);
  }

  std::string_view rest_;
  std::string problem_;
  std::jmp_buf jump_{};
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

PixelFormat format_of(const PngFile& file) {
  const int type = png_get_color_type(file.png(), file.info());
  PixelFormat format;
  format.colour =
      (type & PNG_COLOR_MASK_COLOR) != 0 ? PixelFormat::Colour::rgb : PixelFormat::Colour::grey;
  format.alpha =
      (type & PNG_COLOR_MASK_ALPHA) != 0 ? PixelFormat::Alpha::straight : PixelFormat::Alpha::none;
  format.maximum = png_get_bit_depth(file.png(), file.info()) == 16 ? 65535 : 255;
  format.samples = png_get_channels(file.png(), file.info());
  return format;
}

std::vector<std::string> ignored(const PngFile& file) {
  std::vector<std::string> ignored;
  if (file.has(PNG_INFO_iCCP)) ignored.emplace_back("its colour profile");
  double gamma = usual_gamma;
  if (!file.has(PNG_INFO_sRGB)) png_get_gAMA(file.png(), file.info(), &gamma);
  if (std::abs(gamma - usual_gamma) > 0.01) ignored.emplace_back("its gamma");
  return ignored;
}

}  // namespace

DecodedPicture read_png(std::string_view bytes) {
  PngFile file(bytes);
  file.read_header();
  png_structp const png = file.png();
  png_infop const info = file.info();
  const auto height = png_get_image_height(png, info), width = png_get_image_width(png, info);
  require_size(height, width);
  // Palettes become colours, fewer than 8 bits 8, a transparent colour alpha.
  int passes = 1;
  file.run([&] {
    png_set_expand(png);
    if constexpr (std::endian::native == std::endian::little) png_set_swap(png);
    passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
  });

  // Not filled beforehand: a file may claim more than it holds.
  const std::size_t stride = png_get_rowbytes(png, info);
  const auto pixels = std::make_unique_for_overwrite<png_byte[]>(stride * height);
  file.run([&] {
    for (int pass = 0; pass < passes; ++pass)
      for (std::size_t y = 0; y < height; ++y)
        png_read_row(png, pixels.get() + y * stride, nullptr);
    png_read_end(png, info);
  });

  const PixelFormat format = format_of(file);
  DecodedPicture picture{blank(height, width), 1, ignored(file)};
  std::vector<std::uint16_t> row(width * format.samples);
  for (std::size_t y = 0; y < height; ++y) {
    const png_byte* from = pixels.get() + y * stride;
    if (format.maximum == 65535)
      std::memcpy(row.data(), from, stride);
    else
      std::copy(from, from + row.size(), row.begin());
    put_row(picture.image, static_cast<std::int64_t>(y), row, format);
  }
  png_bytep exif = nullptr;
  png_uint_32 length = 0;
  if (png_get_eXIf_1(png, info, &length, &exif) != 0)
    picture.orientation = exif_orientation({reinterpret_cast<const char*>(exif), length});
  return picture;
}

}  // namespace moai
