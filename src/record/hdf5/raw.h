#pragma once
// Files of any content, object by object and byte by byte: what comparing two of them needs.
// Typed reading is group.h.

#include <string>
#include <vector>

#include "record/hdf5/group.h"

namespace moai::hdf5 {

/// The names of a group's links, sorted; attribute_names() is in attribute.h.
std::vector<std::string> link_names(Id group);

/// "FILE:PATH" where the link leads to another file, else empty.
std::string external_link(Id group, const std::string& name);

Handle open_object(Id group, const std::string& name);
bool is_group(Id object);

/// The values of a dataset or an attribute as bytes.
class RawValues {
 public:
  RawValues(Handle object, bool is_attribute);

  const Shape& shape() const { return shape_; }
  bool same_type(const RawValues& other) const;
  std::uint64_t rows() const { return shape_.empty() ? 1 : shape_[0]; }
  std::uint64_t values_per_row() const;
  std::uint64_t rows_per_block() const;
  /// Of one value; 0: a text of variable length.
  std::size_t value_bytes() const;
  std::string read(std::uint64_t first, std::uint64_t count) const;
  /// One value in words.
  std::string print(const std::string& value) const;

 private:
  std::string read_attribute() const;

  Handle object_;
  Handle type_;
  Shape shape_;
  bool is_attribute_;
};

RawValues dataset_values(Id dataset);
RawValues attribute_values(Id object, const std::string& name);

}  // namespace moai::hdf5
