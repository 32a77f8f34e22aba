#include "support/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "support/error.h"
#include "support/fault_point.h"
#include "support/host.h"
#include "support/text.h"

namespace moai {
namespace {

[[noreturn]] void fail(std::string_view what, const std::string& path, int error) {
  throw file_error(what, path, error);
}

// A descriptor that is closed whatever happens.
class Descriptor {
 public:
  Descriptor(const std::string& path, int flags) : number_(::open(path.c_str(), flags, 0644)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  int close() {
    const int result = ::close(number_);
    number_ = -1;
    return result;
  }

 private:
  int number_;
};

void sync_folder(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  const Descriptor descriptor(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
  // Some network file systems cannot sync a folder; the rename itself has happened by now.
  if (descriptor.number() >= 0) ::fsync(descriptor.number());
}

}  // namespace

FileError file_error(std::string_view what, const std::string& path, int error) {
  std::string advice;
  if (error == ENOSPC || error == EDQUOT)
    advice = " Free some space and run the same command again.";
  if (error == EACCES || error == EROFS || error == EPERM)
    advice = " Choose a folder you may write to with --out.";
  if (error == ENOENT) advice = " Was the folder removed while moai ran?";
  return FileError(concat("cannot ", what, " '", path, "' (", std::strerror(error), ").", advice));
}

FileError read_error(const std::string& path, int error) {
  return FileError(concat("cannot read '", path, "' (", std::strerror(error), ").",
                          error == ENOENT ? " Was it removed while moai ran?" : ""));
}

std::string temporary_name(const std::string& path) {
  return concat(path, ".tmp-", host_name(), "-", ::getpid());
}

void remove_temporaries(const std::string& folder, const std::string& name) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string file = it->path().filename().string();
    const auto tail = file.find(".tmp-");
    if (tail != std::string::npos && (name.empty() || file.substr(0, tail) == name))
      found.push_back(it->path());
  }
  for (const fs::path& path : found) fs::remove(path, error);
}

void publish_file(const std::string& temporary, const std::string& path) {
  {
    Descriptor file(temporary, O_RDONLY);
    if (file.number() < 0 || ::fsync(file.number()) != 0) {
      const int error = errno;
      ::unlink(temporary.c_str());
      fail("write", path, error);
    }
  }
  fault_point("before-rename", path);
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    fail("rename a temporary file to", path, error);
  }
  fault_point("after-rename", path);
  sync_folder(path);
}

void write_file_atomically(const std::string& path, std::string_view bytes) {
  const std::string temporary = temporary_name(path);
  {
    Descriptor file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (file.number() < 0) fail("create", temporary, errno);
    while (!bytes.empty()) {
      const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) {
        const int error = errno;
        ::unlink(temporary.c_str());
        fail("write", path, error);
      }
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (file.close() != 0) {
      const int error = errno;
      ::unlink(temporary.c_str());
      fail("write", path, error);
    }
  }
  publish_file(temporary, path);
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path))
    throw UserError(concat("cannot read '", path, "' (",
                           in ? "it is a folder" : std::strerror(errno), "). Check the path."));
  try {
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  } catch (const std::ios_base::failure&) {  // special files, such as /proc/self/mem
    throw UserError(concat("cannot read '", path, "' (input/output error). Check the path."));
  }
}

}  // namespace moai
