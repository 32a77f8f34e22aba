#pragma once
// The seal of a file: its length and a checksum over all of it, in the first 512 bytes, which HDF5
// leaves to the user. HDF5's own checksums do not cover everything, and a damaged file can crash
// the library; so a segment is handed to HDF5 only when its seal is intact.

#include <cstdint>
#include <string>
#include <string_view>

namespace moai {

/// What to do about a finished trial that is damaged.
inline constexpr std::string_view run_it_again = "Move it away and run the experiment again.";

inline constexpr std::uint64_t seal_bytes = 512;

/// Writes the seal of a closed file over its first 512 bytes. Throws SystemError.
void seal_file(const std::string& path);

/// What is wrong with the file ("it is cut short ..."), or empty. Reads all of it. Throws FileError
/// (support/file.h) where it cannot be read, which is another matter; so do the others.
std::string seal_problem(const std::string& path);

/// The same of the length alone; a file that grew after it was sealed passes. Reads 512 bytes.
std::string length_problem(const std::string& path);

enum class SealCheck { length, whole };

/// Throws SystemError "'path' is damaged (why). ADVICE" where there is such a problem.
void require_seal(const std::string& path, SealCheck check, std::string_view advice = "");

}  // namespace moai
