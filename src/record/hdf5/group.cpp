#include "record/hdf5/group.h"

#include "record/hdf5/attribute.h"
#include "record/hdf5/library.h"
#include "support/text.h"

namespace moai::hdf5 {

Group Group::at(const std::string& name, std::string_view meaning) {
  if (has(name)) return open(name);
  const std::string what = concat("create group ", name, " in");
  // No time stamps: files of equal content are to be equal.
  Handle properties(check(H5Pcreate(H5P_GROUP_CREATE), what, id()), H5Pclose);
  check(H5Pset_obj_track_times(properties.id(), false), what, id());
  keep_attributes_compact(properties.id());
  Group group(Handle(
      check(H5Gcreate2(id(), name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT), what, id()),
      H5Gclose));
  if (!meaning.empty()) group.set("meaning", meaning);
  return group;
}

Group Group::open(const std::string& name) const {
  return Group(Handle(
      check(H5Gopen2(id(), name.c_str(), H5P_DEFAULT), concat("read group ", name, " of"), id()),
      H5Gclose));
}

bool Group::has(const std::string& name) const {
  return check(H5Lexists(id(), name.c_str(), H5P_DEFAULT), concat("look for ", name, " in"), id()) >
         0;
}

std::string Group::path() const {
  char name[1024] = "";
  H5Iget_name(id(), name, sizeof name);
  return name;
}

std::vector<std::string> Group::names() const {
  H5G_info_t info;
  check(H5Gget_info(id(), &info), "list a group of", id());
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    const auto length =
        check(H5Lget_name_by_idx(id(), ".", H5_INDEX_NAME, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT),
              "list a group of", id());
    std::string name(static_cast<std::size_t>(length) + 1, '\0');
    H5Lget_name_by_idx(id(), ".", H5_INDEX_NAME, H5_ITER_INC, i, name.data(), name.size(),
                       H5P_DEFAULT);
    name.pop_back();
    names.push_back(std::move(name));
  }
  return names;
}

void Group::copy(const Group& from, const std::string& name) {
  check(H5Ocopy(from.id(), name.c_str(), id(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
        concat("copy /", name, " to"), id());
}

void Group::copy_all(const Group& from, const std::string& name) {
  check(H5Ocopy(from.id(), ".", id(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
        concat("write group ", name, " of"), id());
}

void Group::take_over(const Group& from) {
  copy_attributes(from.id(), id());
  for (const auto& name : from.names()) copy(from, name);
}

void Group::link_file(const std::string& name, const std::string& file, const std::string& path) {
  check(
      H5Lcreate_external(file.c_str(), path.c_str(), id(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
      concat("write link ", name, " in"), id());
}

}  // namespace moai::hdf5
