#pragma once
// NumPy .npy files (format versions 1 and 2), little-endian float32 or float64, C order.

#include <cstdint>
#include <string>
#include <vector>

namespace moai {

struct NpyArray {
  std::vector<std::int64_t> shape;
  std::vector<float> values;  ///< float64 files are narrowed
};

/// Throws UserError naming the file where it is missing, cut short, or of another type or order.
NpyArray read_npy(const std::string& path);

}  // namespace moai
