#pragma once
// UTF-8 strings in HDF5, for the sources of this folder.

#include <string>
#include <string_view>

#include "record/hdf5/handle.h"

namespace moai::hdf5 {

/// A string of `length` bytes padded with zeros, or of variable length (0).
Handle text_type(std::size_t length);

/// A variable-length attribute of a group or a dataset.
void set_text(Id object, const std::string& attribute, std::string_view value);

}  // namespace moai::hdf5
