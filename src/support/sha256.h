#pragma once
// SHA-256 (FIPS 180-4) of a file, by OpenSSL. A library of its own: the numerical core needs none.

#include <cstdint>
#include <string>

namespace moai {

struct FileDigest {
  std::string sha256;  ///< 64 hexadecimal digits, as sha256sum prints them
  std::uint64_t bytes = 0;
};

/// Throws FileError where the file cannot be read. Some 400 MB a second.
FileDigest sha256_of_file(const std::string& path);

}  // namespace moai
