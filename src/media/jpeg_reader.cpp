#include "media/jpeg_reader.h"

// jpeglib.h needs both before it.
#include <cstddef>
#include <cstdio>

#include <jerror.h>
#include <jpeglib.h>

#include <array>
#include <csetjmp>
#include <memory>
#include <utility>

#include "media/exif_orientation.h"

namespace moai {
namespace {

constexpr std::string_view exif_mark("Exif\0\0", 6), profile_mark("ICC_PROFILE\0", 12);

// libjpeg reports by a function that must not return. It is left by longjmp, as libjpeg wants it,
// so that nothing between run() and libjpeg may need a destructor.
class JpegFile {
 public:
  JpegFile() {
    decoder_.err = jpeg_std_error(&reports_);
    decoder_.client_data = this;
    reports_.error_exit = on_error;
    reports_.emit_message = on_message;
  }
  ~JpegFile() { jpeg_destroy_decompress(&decoder_); }
  JpegFile(const JpegFile&) = delete;
  JpegFile& operator=(const JpegFile&) = delete;

  void read_header(std::string_view file) {
    run([this, file] {
      jpeg_create_decompress(&decoder_);
      jpeg_mem_src(&decoder_, reinterpret_cast<const unsigned char*>(file.data()), file.size());
      jpeg_save_markers(&decoder_, JPEG_APP0 + 1, 0xffff);
      jpeg_save_markers(&decoder_, JPEG_APP0 + 2, 0xffff);
      jpeg_read_header(&decoder_, TRUE);
    });
  }

  template <class Work>
  void run(const Work& work) {
    if (setjmp(jump_) != 0) {
      std::array<char, JMSG_LENGTH_MAX> text{};
      reports_.format_message(reinterpret_cast<j_common_ptr>(&decoder_), text.data());
      throw PictureDefect(text.data());
    }
    work();
  }

  jpeg_decompress_struct* operator->() { return &decoder_; }
  jpeg_decompress_struct* get() { return &decoder_; }

  /// What follows `mark` in a saved marker, or nothing.
  std::string_view marked(std::string_view mark) const {
    for (jpeg_saved_marker_ptr marker = decoder_.marker_list; marker != nullptr;
         marker = marker->next) {
      const std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
      if (data.starts_with(mark)) return data.substr(mark.size());
    }
    return {};
  }

 private:
  static void on_error(j_common_ptr decoder) {
    std::longjmp(static_cast<JpegFile*>(decoder->client_data)->jump_, 1);
  }
  // Level -1: libjpeg makes up what it cannot read and goes on. Some of it is of no consequence.
  static void on_message(j_common_ptr decoder, int level) {
    const int code = decoder->err->msg_code;
    if (level < 0 && code != JWRN_ADOBE_XFORM && code != JWRN_NOT_SEQUENTIAL &&
        code != JWRN_JFIF_MAJOR)
      on_error(decoder);
  }

  jpeg_decompress_struct decoder_{};
  jpeg_error_mgr reports_{};
  std::jmp_buf jump_{};
};

// Four inks are stored as Adobe does, the other way round, with or without a mark that says so
// (so does every reader, against ITU-T T.872).
PixelFormat ask_for_colours(JpegFile& file) {
  const bool ink = file->num_components == 4;
  file->out_color_space = ink ? JCS_CMYK : file->num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
  PixelFormat format;
  format.colour = ink                         ? PixelFormat::Colour::cmyk
                  : file->num_components == 1 ? PixelFormat::Colour::grey
                                              : PixelFormat::Colour::rgb;
  format.samples = ink ? 4 : file->num_components == 1 ? 1 : 3;
  return format;
}

}  // namespace

DecodedPicture read_jpeg(std::string_view bytes) {
  JpegFile file;
  file.read_header(bytes);
  require_size(file->image_height, file->image_width);
  DecodedPicture picture;
  picture.orientation = exif_orientation(file.marked(exif_mark));
  if (!file.marked(profile_mark).empty()) picture.ignored.emplace_back("its colour profile");
  const PixelFormat format = ask_for_colours(file);
  const std::size_t height = file->image_height, stride = file->image_width * format.samples;
  // Not filled beforehand: a file may claim more than it holds.
  const auto pixels = std::make_unique_for_overwrite<JSAMPLE[]>(stride * height);
  file.run([&] {
    file->dct_method = JDCT_ISLOW;  // the same on every machine
    jpeg_start_decompress(file.get());
    while (file->output_scanline < file->output_height) {
      JSAMPROW row = pixels.get() + file->output_scanline * stride;
      jpeg_read_scanlines(file.get(), &row, 1);
    }
    jpeg_finish_decompress(file.get());
  });

  picture.image = blank(file->image_height, file->image_width);
  std::vector<std::uint16_t> row(stride);
  for (std::size_t y = 0; y < height; ++y) {
    const JSAMPLE* from = pixels.get() + y * stride;
    for (std::size_t i = 0; i < stride; ++i)
      row[i] = format.colour == PixelFormat::Colour::cmyk ? 255 - from[i] : from[i];
    put_row(picture.image, static_cast<std::int64_t>(y), row, format);
  }
  return picture;
}

}  // namespace moai
