#pragma once
// Pictures as datasets (N,3,H,W) of bytes: round(255 value), 0..255.

#include <string>
#include <vector>

#include "media/image.h"
#include "record/hdf5/group.h"

namespace moai {

/// All pictures have one size (std::logic_error else). None: nothing is written.
void write_images(hdf5::Group& group, const std::string& name,
                  const std::vector<const Image*>& images, const hdf5::Note& note);

/// Behind those that are there.
void append_images(hdf5::Group& group, const std::string& name,
                   const std::vector<const Image*>& images, const hdf5::Note& note);

}  // namespace moai
