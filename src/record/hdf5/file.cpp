#include "record/hdf5/file.h"

#include <unistd.h>

#include <filesystem>

#include "record/hdf5/attribute.h"
#include "record/hdf5/draft_driver.h"
#include "record/hdf5/library.h"
#include "record/seal.h"
#include "support/error.h"
#include "support/fault_point.h"
#include "support/file.h"
#include "support/text.h"

namespace moai::hdf5 {
namespace {

Handle access_properties() {
  silence();
  Handle properties(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_libver_bounds(properties.id(), H5F_LIBVER_V110, H5F_LIBVER_V110);
  // Parallel file systems often have no locks; nobody but the writer touches a draft.
#if H5_VERSION_GE(1, 12, 1) || (H5_VERSION_GE(1, 10, 7) && !H5_VERSION_GE(1, 12, 0))
  H5Pset_file_locking(properties.id(), false, true);
#endif
  return properties;
}

[[noreturn]] void fail_to_open(const std::string& path) {
  int error = 0;
  const std::string reason = reason_of_failure(error);
  if (error != 0) throw read_error(path, error);
  throw SystemError(concat("cannot read '", path, "' (HDF5: ", reason, ")."));
}

Handle open_file(const std::string& path) {
  const Handle properties = access_properties();
  const Id file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, properties.id());
  if (file < 0) fail_to_open(path);
  return Handle(file, H5Fclose);
}

Handle create_file(const std::string& path, DraftStorage& storage) {
  const Handle access = access_properties();
  use_storage(access.id(), storage);
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  H5Pset_userblock(creation.id(), seal_bytes);
  keep_attributes_compact(creation.id());
  const Id file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id());
  if (file < 0) {
    int error = 0;
    throw SystemError(concat("cannot create '", path, "' (HDF5: ", reason_of_failure(error), ")."));
  }
  return Handle(file, H5Fclose);
}

Group root_of(const Handle& file) {
  return Group(Handle(check(H5Gopen2(file.id(), "/", H5P_DEFAULT), "open", file.id()), H5Gclose));
}

std::string temporary_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) throw file_error("create folder", folder.string(), error.value());
  return temporary_name(path);
}

}  // namespace

File::File(const std::string& path) : file_(open_file(path)), root_(root_of(file_)) {}

Draft::Draft(const std::string& path)
    : path_(path),
      temporary_(temporary_of(path)),
      storage_(temporary_),
      file_(create_file(temporary_, storage_)),
      root_(root_of(file_)) {
  fault_point("created", path_);
}

Draft::~Draft() {
  root_ = Group(Handle());
  file_.close();
  ::unlink(temporary_.c_str());
}

void Draft::publish() {
  root_ = Group(Handle());
  if (!file_.close()) {
    int error = 0;
    throw SystemError(concat("cannot write '", path_, "' (HDF5: ", reason_of_failure(error), ")."));
  }
  storage_.close();
  if (storage_.error() != 0) throw file_error("write", path_, storage_.error());
  fault_point("written", path_);
  seal_file(temporary_);
  publish_file(temporary_, path_);
}

}  // namespace moai::hdf5
