#pragma once
// A file that an experiment reads (a target, a sound, weights ...): part of what a trial is.

#include <cstdint>
#include <string>
#include <tuple>

#include "support/fields.h"

namespace moai {

struct InputFile {
  std::string path;         ///< absolute, links resolved
  std::string sha256;       ///< of its content, 64 hexadecimal digits
  std::uint64_t bytes = 0;  ///< its length

  bool operator==(const InputFile&) const = default;

  static constexpr auto fields() {
    using F = InputFile;
    return std::tuple(
        field("path", &F::path, "text", "where it was read, (F)"),
        field("sha256", &F::sha256, "text", "SHA-256 of its content, hexadecimal, (F)"),
        field("bytes", &F::bytes, "bytes", "its length, (F)"));
  }
};

}  // namespace moai
