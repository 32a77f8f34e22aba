#pragma once
// A file that an experiment reads (a target, a sound, weights ...): part of what a trial is.

#include <cstdint>
#include <string>

namespace moai {

struct InputFile {
  std::string path;         ///< absolute, links resolved
  std::string sha256;       ///< of its content, 64 hexadecimal digits
  std::uint64_t bytes = 0;  ///< its length

  bool operator==(const InputFile&) const = default;
};

}  // namespace moai
