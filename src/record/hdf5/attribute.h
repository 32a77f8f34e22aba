#pragma once
// Texts in HDF5 and attributes of any object, for the sources of this folder.

#include <string>
#include <string_view>
#include <vector>

#include "record/hdf5/handle.h"

namespace moai::hdf5 {

/// A string of `length` bytes padded with zeros, or of variable length (0).
Handle text_type(std::size_t length);

/// A variable-length attribute of a group or a dataset.
void set_text(Id object, const std::string& attribute, std::string_view value);

/// For a group's or file's creation properties. HDF5 1.10 crashes when it copies a group with many
/// attributes to another file, unless they are stored in the group's header.
void keep_attributes_compact(Id creation_properties);

/// The names of an object's attributes, sorted.
std::vector<std::string> attribute_names(Id object);

/// All attributes of one object, which may be in another file, to another that has none of them.
void copy_attributes(Id from, Id to);

}  // namespace moai::hdf5
