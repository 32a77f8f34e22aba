#include "media/tiff_file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <memory>

#include "media/decoded_picture.h"

namespace moai {

TiffFile::TiffFile(std::string_view bytes) : bytes_(bytes) {
  const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(
      TIFFOpenOptionsAlloc(), &TIFFOpenOptionsFree);
  constexpr tmsize_t most_at_once = tmsize_t{1} << 31;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), most_at_once);
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), on_error, this);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), on_warning, this);
  const auto no_write = [](thandle_t, void*, tmsize_t) { return tmsize_t{-1}; };
  const auto no_close = [](thandle_t) { return 0; };
  tiff_ = TIFFClientOpenExt("picture", "rm", this, read, no_write, seek, no_close, size, nullptr,
                            nullptr, options.get());
  if (tiff_ == nullptr) require(false);
}

TiffFile::~TiffFile() {
  if (tiff_ != nullptr) TIFFClose(tiff_);
}

void TiffFile::require(bool good) const {
  if (problem_.empty() && good) return;
  throw PictureDefect(problem_.empty() ? "it is damaged" : problem_);
}

int TiffFile::on_error(TIFF*, void* self, const char*, const char* format, va_list values) {
  std::string& problem = static_cast<TiffFile*>(self)->problem_;
  std::array<char, 200> text{};
  std::vsnprintf(text.data(), text.size(), format, values);
  if (problem.empty()) problem = text.data();
  return 1;  // nobody else is to print it
}

int TiffFile::on_warning(TIFF* tiff, void* self, const char* module, const char* format,
                         va_list values) {
  return static_cast<TiffFile*>(self)->strict_ ? on_error(tiff, self, module, format, values) : 1;
}

tmsize_t TiffFile::read(thandle_t self, void* out, tmsize_t count) {
  auto& file = *static_cast<TiffFile*>(self);
  const std::uint64_t start = std::min<std::uint64_t>(file.position_, file.bytes_.size());
  const std::uint64_t some =
      std::min<std::uint64_t>(static_cast<std::uint64_t>(count), file.bytes_.size() - start);
  std::memcpy(out, file.bytes_.data() + start, some);
  file.position_ = start + some;
  return static_cast<tmsize_t>(some);
}

toff_t TiffFile::seek(thandle_t self, toff_t offset, int whence) {
  auto& file = *static_cast<TiffFile*>(self);
  if (whence == SEEK_SET) file.position_ = offset;
  if (whence == SEEK_CUR) file.position_ += offset;
  if (whence == SEEK_END) file.position_ = file.bytes_.size() + offset;
  return file.position_;
}

toff_t TiffFile::size(thandle_t self) {
  return static_cast<TiffFile*>(self)->bytes_.size();
}

}  // namespace moai
