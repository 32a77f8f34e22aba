#include "record/kept_segment.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <string>

#include "support/file.h"

namespace moai {

KeptSegment::~KeptSegment() {
  if (file_ >= 0) ::close(file_);
}

void KeptSegment::keep(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw read_error(path, errno);
  if (file_ >= 0) ::close(file_);
  file_ = file;
  path_ = path;
}

bool KeptSegment::bring_back() const {
  if (path_.empty() || std::filesystem::exists(path_)) return false;
  std::string content;
  std::array<char, 1 << 16> buffer;
  while (true) {
    const ssize_t count =
        ::pread(file_, buffer.data(), buffer.size(), static_cast<off_t>(content.size()));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw read_error(path_, errno);
    if (count == 0) break;
    content.append(buffer.data(), static_cast<std::size_t>(count));
  }
  const auto folder = std::filesystem::path(path_).parent_path();
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw file_error("create folder", folder.string(), error.value());
  write_file_atomically(path_, content);
  return true;
}

}  // namespace moai
