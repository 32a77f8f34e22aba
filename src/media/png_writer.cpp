#include "media/png_writer.h"

#include <png.h>

#include <cerrno>
#include <csetjmp>
#include <cstdio>
#include <stdexcept>
#include <utility>
#include <vector>

#include "media/image.h"
#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::int64_t most_pixels_a_side = PNG_UINT_31_MAX;  // of the format

}  // namespace

struct PngWriter::State {
  std::string path, temporary, problem;
  std::FILE* file = nullptr;
  int error = 0;  // errno of a write that failed
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::jmp_buf jump{};
  std::vector<png_byte> row;
  std::size_t in_row = 0;  // bytes of `row` that are filled
  std::int64_t rows_left = 0;

  ~State() {
    png_destroy_write_struct(&png, &info);
    if (file == nullptr) return;
    std::fclose(file);
    std::remove(temporary.c_str());
  }

  // libpng leaves by longjmp where it fails: nothing between here and it may need a destructor.
  template <class Work>
  void run(const Work& work) {
    if (setjmp(jump) != 0) {
      if (error != 0) throw file_error("write", path, error);
      throw SystemError(concat("cannot write '", path, "' (", problem, ")."));
    }
    work();
  }
  static void on_error(png_structp png, png_const_charp message) {
    auto& state = *static_cast<State*>(png_get_error_ptr(png));
    if (state.problem.empty()) state.problem = message;
    std::longjmp(state.jump, 1);
  }
  static void on_warning(png_structp, png_const_charp) {}
  static void put(png_structp png, png_bytep bytes, std::size_t count) {
    auto& state = *static_cast<State*>(png_get_io_ptr(png));
    if (std::fwrite(bytes, 1, count, state.file) == count) return;
    state.error = errno;
    on_error(png, "write error");
  }
  static void flush(png_structp) {}

  void begin(std::int64_t height, std::int64_t width) {
    png = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    if (png != nullptr) info = png_create_info_struct(png);
    if (info == nullptr) throw SystemError("cannot write a PNG (out of memory).");
    run([&] {
      png_set_write_fn(png, this, put, flush);
      png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
      png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), 8,
                   PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                   PNG_FILTER_TYPE_DEFAULT);
      // Each row as differences from the one above: smooth pictures become small, fast.
      png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
      png_write_info(png, info);
    });
  }
  void end_row() {
    run([&] { png_write_row(png, row.data()); });
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
  s.file = std::fopen(s.temporary.c_str(), "wb");
  if (s.file == nullptr) throw file_error("write", s.path, errno);
  s.begin(height, width);
}

PngWriter::~PngWriter() = default;

void PngWriter::write(std::span<const float> planes) {
  State& s = *state_;
  const std::size_t count = planes.size() / 3;
  for (std::size_t i = 0; i < count; ++i) {
    if (s.rows_left == 0) throw std::logic_error("PngWriter: more pixels than announced");
    for (std::size_t c = 0; c < 3; ++c) s.row[s.in_row++] = to_byte(planes[c * count + i]);
    if (s.in_row == s.row.size()) s.end_row();
  }
}

void PngWriter::finish() {
  State& s = *state_;
  if (s.rows_left != 0) throw std::logic_error("PngWriter: pixels are missing");
  s.run([&] { png_write_end(s.png, s.info); });
  const bool closed = std::fclose(std::exchange(s.file, nullptr)) == 0;
  if (!closed) {
    const int error = errno;
    std::remove(s.temporary.c_str());
    throw file_error("write", s.path, error);
  }
  publish_file(s.temporary, s.path);
}

}  // namespace moai
