#pragma once
// Files that appear whole or not at all.

#include <string>
#include <string_view>

#include "support/error.h"

namespace moai {

/// Writes to `path`.tmp-PID, fsyncs, renames over `path` and fsyncs the folder. A kill at any
/// moment leaves the old file, or the new one. Throws SystemError naming the file and the cause;
/// nothing is left behind then.
void write_file_atomically(const std::string& path, std::string_view bytes);

/// fsyncs the closed file `temporary`, renames it to `path`, fsyncs the folder. Throws SystemError
/// after removing `temporary`.
void publish_file(const std::string& temporary, const std::string& path);

/// "cannot WHAT 'PATH' (reason of `error`, an errno).", with advice where one is known.
SystemError file_error(std::string_view what, const std::string& path, int error);

/// The whole file. Throws UserError where it is missing or unreadable.
std::string read_file(const std::string& path);

}  // namespace moai
