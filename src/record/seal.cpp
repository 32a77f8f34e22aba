#include "record/seal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <span>
#include <vector>

#include "support/file.h"
#include "support/fnv1a.h"
#include "support/text.h"

namespace moai {
namespace {

using Block = std::array<char, seal_bytes>;

struct Content {
  std::uint64_t bytes = 0;  // of the whole file
  std::uint64_t hash = 0;   // of what follows the block
};

Block block_of(const Content& content) {
  Block block{};
  std::snprintf(block.data(), block.size(), "moai sealed file 1\nbytes %020llu\nfnv1a64 %016llx\n",
                static_cast<unsigned long long>(content.bytes),
                static_cast<unsigned long long>(content.hash));
  return block;
}

// A file that is read from its beginning. What the system refuses is thrown: it says nothing about
// the content.
class Input {
 public:
  explicit Input(const std::string& path) : path_(path), file_(std::fopen(path.c_str(), "rb")) {
    if (!file_) fail();
  }
  ~Input() { std::fclose(file_); }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  /// Less than `bytes.size()` at the end of the file.
  std::size_t read(std::span<char> bytes) {
    const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), file_);
    if (count < bytes.size() && std::ferror(file_)) fail();
    return count;
  }
  std::uint64_t length() {
    struct stat status {};
    if (::fstat(::fileno(file_), &status) != 0) fail();
    return static_cast<std::uint64_t>(status.st_size);
  }

 private:
  [[noreturn]] void fail() const { throw read_error(path_, errno); }

  std::string path_;
  std::FILE* file_;
};

// `file` is behind the block.
Content content_of(Input& file) {
  Content content{seal_bytes, fnv1a_start};
  std::vector<char> buffer(1 << 20);
  while (const std::size_t count = file.read(buffer)) {
    content.hash = fnv1a({buffer.data(), count}, content.hash);
    content.bytes += count;
  }
  return content;
}

// Reads the block, too.
std::string length_problem(Input& file, Block& found) {
  constexpr const char* cut_short = "it is cut short";
  if (file.read(found) < found.size()) return cut_short;
  Block text = found;
  text.back() = '\0';
  unsigned long long bytes = 0;
  if (std::sscanf(text.data(), "moai sealed file 1\nbytes %llu", &bytes) != 1)
    return "it is no file of moai";
  return file.length() < bytes ? cut_short : "";
}

}  // namespace

void seal_file(const std::string& path) {
  Block block{};
  {
    Input file(path);
    file.read(block);
    block = block_of(content_of(file));
  }
  const int descriptor = ::open(path.c_str(), O_WRONLY);
  const bool written =
      descriptor >= 0 && ::pwrite(descriptor, block.data(), block.size(), 0) == seal_bytes;
  const int error = errno;
  const bool closed = descriptor >= 0 && ::close(descriptor) == 0;
  if (!written || !closed) throw file_error("seal", path, written ? errno : error);
}

std::string seal_problem(const std::string& path) {
  Input file(path);
  Block found{};
  if (auto problem = length_problem(file, found); !problem.empty()) return problem;
  return found == block_of(content_of(file)) ? "" : "its checksum does not match its content";
}

std::string length_problem(const std::string& path) {
  Input file(path);
  Block found{};
  return length_problem(file, found);
}

void require_seal(const std::string& path, SealCheck check, std::string_view advice) {
  const std::string problem = check == SealCheck::whole ? seal_problem(path) : length_problem(path);
  if (!problem.empty())
    throw SystemError(
        concat("'", path, "' is damaged (", problem, ").", advice.empty() ? "" : " ", advice));
}

}  // namespace moai
