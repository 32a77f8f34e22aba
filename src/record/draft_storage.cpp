#include "record/draft_storage.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "support/file.h"

namespace moai {

DraftStorage::DraftStorage(const std::string& path)
    : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) throw file_error("create", path, errno);
}

DraftStorage::~DraftStorage() {
  close();
}

void DraftStorage::write(std::uint64_t offset, std::span<const char> bytes) {
  const std::uint64_t end = offset + bytes.size();
  for (std::size_t done = 0; error_ == 0 && done < bytes.size();) {
    const ssize_t count = ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                                   static_cast<off_t>(offset + done));
    if (count > 0)
      done += static_cast<std::size_t>(count);
    else if (count == 0 || errno != EINTR)
      fall_back(count == 0 ? EIO : errno);
  }
  if (error_ != 0) {
    if (end > memory_.size()) memory_.resize(end);
    std::copy(bytes.begin(), bytes.end(), memory_.begin() + static_cast<std::ptrdiff_t>(offset));
  }
  size_ = std::max(size_, end);
}

void DraftStorage::read(std::uint64_t offset, std::span<char> bytes) {
  if (error_ == 0 && read_disk(offset, bytes)) return;
  std::fill(bytes.begin(), bytes.end(), '\0');
  if (offset >= memory_.size()) return;
  const std::size_t count = std::min<std::size_t>(bytes.size(), memory_.size() - offset);
  std::copy_n(memory_.begin() + static_cast<std::ptrdiff_t>(offset), count, bytes.begin());
}

bool DraftStorage::read_disk(std::uint64_t offset, std::span<char> bytes) {
  while (!bytes.empty()) {
    const ssize_t count =
        ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      error_ = errno;
      return false;
    }
    if (count == 0) break;
    offset += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  std::fill(bytes.begin(), bytes.end(), '\0');
  return true;
}

void DraftStorage::resize(std::uint64_t size) {
  if (error_ == 0 && ::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) fall_back(errno);
  if (error_ != 0) memory_.resize(size);
  size_ = size;
}

void DraftStorage::fall_back(int error) {
  std::vector<char> content(size_);
  read_disk(0, content);
  memory_ = std::move(content);
  error_ = error;
  // What cannot become a segment is not to take space from others. A failure changes nothing.
  [[maybe_unused]] const int ignored = ::ftruncate(descriptor_, 0);
}

void DraftStorage::close() {
  if (descriptor_ >= 0 && ::close(descriptor_) != 0 && error_ == 0) error_ = errno;
  descriptor_ = -1;
}

}  // namespace moai
