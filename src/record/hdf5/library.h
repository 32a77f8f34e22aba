#pragma once
// The one place that includes the HDF5 library, for the sources of this folder: error reporting.
// Versions 1.10 and 1.14; calls whose signature changed between them are avoided.

#include <hdf5.h>

#include <string_view>
#include <type_traits>

#include "record/hdf5/handle.h"

namespace moai::hdf5 {

static_assert(std::is_same_v<Id, hid_t>);

/// Keeps the library from printing its error stack. To be called before any other of its functions.
void silence();

/// Throws SystemError: "cannot WHAT 'FILE' (reason)", the reason out of the library's error stack.
/// `object`: anything that is open in the file.
[[noreturn]] void fail(std::string_view what, Id object);

/// Throws SystemError: "dataset NAME of 'FILE' is damaged (why)."
[[noreturn]] void throw_damaged(Id object, std::string_view name, std::string_view why);

/// Returns `result` unless it is negative, else fail().
inline Id check(Id result, std::string_view what, Id object) {
  if (result < 0) fail(what, object);
  return result;
}

/// The reason that the error stack gives, and the errno in it (0: none); clears the stack.
std::string reason_of_failure(int& error);

}  // namespace moai::hdf5
