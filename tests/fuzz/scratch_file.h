#pragma once
// The bytes of an input as a file, for readers that take a path.

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace moai::fuzz {

/// In memory (/dev/shm), one a process, written anew for every input.
inline std::string scratch_file(const std::uint8_t* data, std::size_t size) {
  static const std::string path = "/dev/shm/moai-fuzz-" + std::to_string(::getpid());
  static const int registered = std::atexit([] { std::remove(path.c_str()); });
  (void)registered;
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr || std::fwrite(data, 1, size, file) != size) std::abort();
  std::fclose(file);
  return path;
}

}  // namespace moai::fuzz
