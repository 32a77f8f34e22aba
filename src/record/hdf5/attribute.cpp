// Attributes of groups: variable-length UTF-8, 64-bit numbers.
#include "record/hdf5/attribute.h"

#include <algorithm>

#include "record/hdf5/group.h"
#include "record/hdf5/library.h"
#include "support/text.h"

namespace moai::hdf5 {
namespace {

constexpr unsigned most_attributes = 1000;

void set_scalar(Id object, const std::string& name, Id file_type, Id memory_type,
                const void* value) {
  const std::string what = concat("write attribute ", name, " in");
  if (check(H5Aexists(object, name.c_str()), what, object) > 0)
    check(H5Adelete(object, name.c_str()), what, object);
  Handle space(check(H5Screate(H5S_SCALAR), what, object), H5Sclose);
  Handle attribute(
      check(H5Acreate2(object, name.c_str(), file_type, space.id(), H5P_DEFAULT, H5P_DEFAULT), what,
            object),
      H5Aclose);
  check(H5Awrite(attribute.id(), memory_type, value), what, object);
  if (!attribute.close()) fail(what, object);
}

// Opens a scalar attribute of the given class and size (0: any).
Handle open_scalar(Id object, const std::string& name, H5T_class_t type_class, std::size_t size) {
  const std::string what = concat("read attribute ", name, " of");
  Handle attribute(check(H5Aopen(object, name.c_str(), H5P_DEFAULT), what, object), H5Aclose);
  Handle type(check(H5Aget_type(attribute.id()), what, object), H5Tclose);
  Handle space(check(H5Aget_space(attribute.id()), what, object), H5Sclose);
  if (H5Tget_class(type.id()) != type_class || H5Sget_simple_extent_npoints(space.id()) != 1 ||
      (size != 0 && H5Tget_size(type.id()) != size))
    fail(what, object);
  return attribute;
}

herr_t add_name(hid_t, const char* name, const H5A_info_t*, void* data) {
  static_cast<std::vector<std::string>*>(data)->push_back(name);
  return 0;
}

}  // namespace

void keep_attributes_compact(Id creation_properties) {
  H5Pset_attr_phase_change(creation_properties, most_attributes, 0);
}

std::vector<std::string> attribute_names(Id object) {
  std::vector<std::string> names;
  check(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, add_name, &names), "read", object);
  std::sort(names.begin(), names.end());
  return names;
}

void copy_attributes(Id from, Id to) {
  for (const auto& name : attribute_names(from)) {
    const std::string what = concat("copy attribute ", name, " to");
    const Handle source(check(H5Aopen(from, name.c_str(), H5P_DEFAULT), what, to), H5Aclose);
    const Handle type(check(H5Aget_type(source.id()), what, to), H5Tclose);
    const Handle space(check(H5Aget_space(source.id()), what, to), H5Sclose);
    std::vector<char> bytes(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space.id())) *
                            H5Tget_size(type.id()));
    check(H5Aread(source.id(), type.id(), bytes.data()), what, to);
    Handle copy(check(H5Acreate2(to, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                      what, to),
                H5Aclose);
    const bool written = H5Awrite(copy.id(), type.id(), bytes.data()) >= 0 && copy.close();
    // Texts of variable length were allocated by the library.
    H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, bytes.data());
    if (!written) fail(what, to);
  }
}

Handle text_type(std::size_t length) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.id(), length == 0 ? H5T_VARIABLE : length);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  if (length != 0) H5Tset_strpad(type.id(), H5T_STR_NULLPAD);
  return type;
}

void set_text(Id object, const std::string& attribute, std::string_view value) {
  const std::string terminated(value);
  const char* pointer = terminated.c_str();
  const Handle type = text_type(0);
  set_scalar(object, attribute, type.id(), type.id(), &pointer);
}

void Group::set(const std::string& attribute, std::string_view value) {
  set_text(id(), attribute, value);
}

void Group::set(const std::string& attribute, std::uint64_t value) {
  set_scalar(id(), attribute, H5T_STD_U64LE, H5T_NATIVE_UINT64, &value);
}

void Group::set(const std::string& attribute, double value) {
  set_scalar(id(), attribute, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &value);
}

std::string Group::text(const std::string& attribute) const {
  const Handle handle = open_scalar(id(), attribute, H5T_STRING, 0);
  const Handle stored(H5Aget_type(handle.id()), H5Tclose);
  const std::string what = concat("read attribute ", attribute, " of");
  if (H5Tis_variable_str(stored.id()) <= 0) fail(what, id());
  const Handle type = text_type(0);
  char* value = nullptr;
  check(H5Aread(handle.id(), type.id(), &value), what, id());
  const std::string copy = value ? value : "";
  H5free_memory(value);
  return copy;
}

std::uint64_t Group::integer(const std::string& attribute) const {
  const Handle handle = open_scalar(id(), attribute, H5T_INTEGER, sizeof(std::uint64_t));
  std::uint64_t value = 0;
  check(H5Aread(handle.id(), H5T_NATIVE_UINT64, &value), "read an attribute of", id());
  return value;
}

double Group::real(const std::string& attribute) const {
  const Handle handle = open_scalar(id(), attribute, H5T_FLOAT, sizeof(double));
  double value = 0.0;
  check(H5Aread(handle.id(), H5T_NATIVE_DOUBLE, &value), "read an attribute of", id());
  return value;
}

}  // namespace moai::hdf5
