#pragma once
// Pictures named on the command line: PNG, JPEG, TIFF, or .npy arrays in [0,1].

#include <string>
#include <vector>

#include "media/image.h"

namespace moai {

struct NamedImage {
  std::string name;  ///< the file's, with [index] where it holds several
  Image image;
};

/// One picture; UserError where an array holds several.
Image read_target(const std::string& file);

/// All pictures of all files, in order. One of another size than (height,width) is resized where
/// that is wished, a UserError otherwise.
std::vector<NamedImage> read_pictures(const std::vector<std::string>& files, std::int64_t height,
                                      std::int64_t width, bool resize);

}  // namespace moai
