#include "record/hdf5/raw.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <sstream>

#include "record/hdf5/attribute.h"
#include "record/hdf5/library.h"
#include "support/text.h"

namespace moai::hdf5 {
namespace {

constexpr std::uint64_t block_bytes = 1 << 22;
constexpr std::size_t most_printed = 60;

template <class T>
std::string number_text(const std::string& bytes) {
  T value;
  std::memcpy(&value, bytes.data(), sizeof value);
  std::ostringstream out;
  out.precision(std::numeric_limits<T>::max_digits10);
  out << +value;
  return out.str();
}

// Numbers of one class by their size.
template <class One, class Four, class Eight>
std::string text_by_size(const std::string& bytes) {
  if (bytes.size() == 1) return number_text<One>(bytes);
  if (bytes.size() == 4) return number_text<Four>(bytes);
  if (bytes.size() == 8) return number_text<Eight>(bytes);
  return concat(bytes.size(), " bytes");
}

}  // namespace

std::vector<std::string> link_names(Id group) {
  return Group(Handle(check(H5Gopen2(group, ".", H5P_DEFAULT), "read", group), H5Gclose)).names();
}

std::string external_link(Id group, const std::string& name) {
  H5L_info_t info;
  check(H5Lget_info(group, name.c_str(), &info, H5P_DEFAULT), "read a link of", group);
  if (info.type != H5L_TYPE_EXTERNAL) return "";
  std::string value(info.u.val_size, '\0');
  const char* file = nullptr;
  const char* path = nullptr;
  check(H5Lget_val(group, name.c_str(), value.data(), value.size(), H5P_DEFAULT), "read a link of",
        group);
  check(H5Lunpack_elink_val(value.data(), value.size(), nullptr, &file, &path), "read a link of",
        group);
  return concat(file, ":", path);
}

Handle open_object(Id group, const std::string& name) {
  return Handle(
      check(H5Oopen(group, name.c_str(), H5P_DEFAULT), concat("read ", name, " of"), group),
      H5Oclose);
}

bool is_group(Id object) {
  return H5Iget_type(object) == H5I_GROUP;
}

RawValues::RawValues(Handle object, bool is_attribute)
    : object_(std::move(object)), is_attribute_(is_attribute) {
  const Id id = object_.id();
  type_ = Handle(check(is_attribute ? H5Aget_type(id) : H5Dget_type(id), "read", id), H5Tclose);
  const Handle space(check(is_attribute ? H5Aget_space(id) : H5Dget_space(id), "read", id),
                     H5Sclose);
  std::vector<hsize_t> size(H5S_MAX_RANK);
  size.resize(static_cast<std::size_t>(
      check(H5Sget_simple_extent_dims(space.id(), size.data(), nullptr), "read", id)));
  shape_.assign(size.begin(), size.end());
}

bool RawValues::same_type(const RawValues& other) const {
  return H5Tequal(type_.id(), other.type_.id()) > 0;
}

std::uint64_t RawValues::values_per_row() const {
  std::uint64_t count = 1;
  for (std::size_t i = 1; i < shape_.size(); ++i) count *= shape_[i];
  return count;
}

std::uint64_t RawValues::rows_per_block() const {
  const std::uint64_t row = values_per_row() * std::max<std::uint64_t>(value_bytes(), 1);
  return is_attribute_ ? rows()
                       : std::max<std::uint64_t>(block_bytes / std::max(row, std::uint64_t{1}), 1);
}

std::size_t RawValues::value_bytes() const {
  return H5Tis_variable_str(type_.id()) > 0 ? 0 : H5Tget_size(type_.id());
}

std::string RawValues::read(std::uint64_t first, std::uint64_t count) const {
  if (is_attribute_) return read_attribute();
  std::string bytes(count * values_per_row() * value_bytes(), '\0');
  if (bytes.empty()) return bytes;
  const Handle space(H5Dget_space(object_.id()), H5Sclose);
  std::vector<hsize_t> start(shape_.size(), 0), size(shape_.begin(), shape_.end());
  if (!shape_.empty()) {
    start[0] = first;
    size[0] = count;
    H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr);
  }
  const Handle memory(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr),
                      H5Sclose);
  check(H5Dread(object_.id(), type_.id(), memory.id(), space.id(), H5P_DEFAULT, bytes.data()),
        "read", object_.id());
  return bytes;
}

std::string RawValues::read_attribute() const {
  if (value_bytes() != 0) {
    std::string bytes(rows() * values_per_row() * value_bytes(), '\0');
    check(H5Aread(object_.id(), type_.id(), bytes.data()), "read", object_.id());
    return bytes;
  }
  std::vector<char*> texts(rows() * values_per_row(), nullptr);
  check(H5Aread(object_.id(), type_.id(), texts.data()), "read", object_.id());
  std::string joined;
  for (char* text : texts) {
    joined += text ? text : "";
    if (texts.size() > 1) joined += '\n';
    H5free_memory(text);
  }
  return joined;
}

std::string RawValues::print(const std::string& value) const {
  const auto type_class = H5Tget_class(type_.id());
  if (type_class == H5T_STRING) {
    const std::string text = value.c_str();
    return concat("'", text.substr(0, most_printed), text.size() > most_printed ? "..." : "", "'");
  }
  if (type_class == H5T_FLOAT) return text_by_size<unsigned char, float, double>(value);
  if (type_class == H5T_INTEGER && H5Tget_sign(type_.id()) == H5T_SGN_2)
    return text_by_size<signed char, std::int32_t, std::int64_t>(value);
  return text_by_size<unsigned char, std::uint32_t, std::uint64_t>(value);
}

RawValues dataset_values(Id dataset) {
  H5Iinc_ref(dataset);
  return RawValues(Handle(dataset, H5Dclose), false);
}

RawValues attribute_values(Id object, const std::string& name) {
  return RawValues(
      Handle(check(H5Aopen(object, name.c_str(), H5P_DEFAULT), "read", object), H5Aclose), true);
}

}  // namespace moai::hdf5
