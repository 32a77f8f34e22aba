#pragma once
// A TIFF file in memory, open by libtiff, whose complaints become PictureDefect.

#include <tiffio.h>

#include <cstdarg>
#include <cstdint>
#include <string>
#include <string_view>

namespace moai {

class TiffFile {
 public:
  /// `bytes` are to outlive it.
  explicit TiffFile(std::string_view bytes);
  ~TiffFile();
  TiffFile(const TiffFile&) = delete;
  TiffFile& operator=(const TiffFile&) = delete;

  TIFF* get() const { return tiff_; }
  template <class T>
  T field(ttag_t tag, T otherwise) const {
    TIFFGetFieldDefaulted(tiff_, tag, &otherwise);
    return otherwise;
  }

  /// Throws PictureDefect where `good` is false or libtiff has complained.
  void require(bool good) const;
  /// Whether warnings count as complaints: of directories they are about unknown tags, of pixels
  /// about some that libtiff makes up.
  void be_strict(bool strict) { strict_ = strict; }

 private:
  static int on_error(TIFF*, void* self, const char*, const char* format, va_list values);
  static int on_warning(TIFF* tiff, void* self, const char* module, const char* format,
                        va_list values);
  static tmsize_t read(thandle_t self, void* out, tmsize_t count);
  static toff_t seek(thandle_t self, toff_t offset, int whence);
  static toff_t size(thandle_t self);

  std::string_view bytes_;
  std::uint64_t position_ = 0;
  std::string problem_;
  bool strict_ = false;
  TIFF* tiff_ = nullptr;
};

}  // namespace moai
