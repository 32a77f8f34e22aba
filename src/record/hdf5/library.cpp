#include "record/hdf5/library.h"

#include <cstdlib>
#include <string>

#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai::hdf5 {
namespace {

struct Reason {
  std::string text;
  int error = 0;
};

// Innermost entry first. The driver that talks to the system writes "errno = 28, error message
// ...".
herr_t visit(unsigned, const H5E_error2_t* entry, void* data) {
  auto& reason = *static_cast<Reason*>(data);
  const std::string text = entry->desc ? entry->desc : "";
  if (reason.text.empty()) reason.text = text;
  const auto place = text.find("errno = ");
  if (reason.error == 0 && place != std::string::npos)
    reason.error = std::atoi(text.c_str() + place + 8);
  return 0;
}

// The file under its final name: a temporary is no business of the reader of a message.
std::string file_of(Id object) {
  char name[4096] = "";
  if (H5Fget_name(object, name, sizeof name) < 0) return "a file";
  const std::string path = name;
  return path.substr(0, path.find(".tmp-"));
}

}  // namespace

void silence() {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

std::string reason_of_failure(int& error) {
  Reason reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, visit, &reason);
  H5Eclear2(H5E_DEFAULT);
  error = reason.error;
  return reason.text.empty() ? "unknown HDF5 error" : reason.text;
}

void throw_damaged(Id object, std::string_view name, std::string_view why) {
  throw SystemError(
      concat("dataset ", name, " of '", file_of(object), "' is damaged (", why, ")."));
}

void fail(std::string_view what, Id object) {
  int error = 0;
  const std::string reason = reason_of_failure(error);
  const std::string path = file_of(object);
  if (error != 0) throw file_error(what, path, error);
  throw SystemError(concat("cannot ", what, " '", path, "' (HDF5: ", reason, ")."));
}

}  // namespace moai::hdf5
