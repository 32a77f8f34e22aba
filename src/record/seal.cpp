#include "record/seal.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <vector>

#include "support/file.h"
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

// FNV-1a, 64 bits (G. Fowler, L. Noll, K.-P. Vo). Each step is one-to-one, so that a change of a
// single byte always changes the result.
Content content_of(std::ifstream& file) {
  Content content{seal_bytes, 0xcbf29ce484222325ull};
  std::vector<char> buffer(1 << 20);
  file.seekg(seal_bytes);
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto count = static_cast<std::size_t>(file.gcount());
    for (std::size_t i = 0; i < count; ++i)
      content.hash = (content.hash ^ static_cast<unsigned char>(buffer[i])) * 0x100000001b3ull;
    content.bytes += count;
  }
  return content;
}

constexpr const char* cut_short = "it is cut short";
constexpr const char* no_seal = "it is no file of moai";

}  // namespace

void seal_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const Block block = block_of(content_of(file));
  const int descriptor = ::open(path.c_str(), O_WRONLY);
  const bool written =
      descriptor >= 0 && ::pwrite(descriptor, block.data(), block.size(), 0) == seal_bytes;
  const int error = errno;
  const bool closed = descriptor >= 0 && ::close(descriptor) == 0;
  if (!written || !closed) throw file_error("seal", path, written ? errno : error);
}

std::string seal_problem(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Block found{};
  if (!file) return std::strerror(errno);
  if (!file.read(found.data(), found.size())) return cut_short;
  if (std::strncmp(found.data(), block_of({}).data(), 19) != 0) return no_seal;
  if (auto problem = length_problem(path); !problem.empty()) return problem;
  return found == block_of(content_of(file)) ? "" : "its checksum does not match its content";
}

std::string length_problem(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Block found{};
  if (!file) return std::strerror(errno);
  if (!file.read(found.data(), found.size())) return cut_short;
  unsigned long long bytes = 0;
  found.back() = '\0';
  if (std::sscanf(found.data(), "moai sealed file 1\nbytes %llu", &bytes) != 1) return no_seal;
  file.seekg(0, std::ios::end);
  return static_cast<unsigned long long>(file.tellg()) < bytes ? cut_short : "";
}

void require_seal(const std::string& path, SealCheck check, std::string_view advice) {
  const std::string problem = check == SealCheck::whole ? seal_problem(path) : length_problem(path);
  if (!problem.empty())
    throw SystemError(
        concat("'", path, "' is damaged (", problem, ").", advice.empty() ? "" : " ", advice));
}

}  // namespace moai
