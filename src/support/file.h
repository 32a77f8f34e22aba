#pragma once
// Files that appear whole or not at all.

#include <string>
#include <string_view>

namespace moai {

/// Writes to `path`.tmp-PID, fsyncs, renames over `path` and fsyncs the folder. A kill at any
/// moment leaves the old file, or the new one. Throws SystemError naming the file and the cause;
/// nothing is left behind then.
void write_file_atomically(const std::string& path, std::string_view bytes);

/// fsyncs the closed file `temporary`, renames it to `path`, fsyncs the folder. Throws SystemError
/// after removing `temporary`.
void publish_file(const std::string& temporary, const std::string& path);

/// The whole file. Throws UserError where it is missing or unreadable.
std::string read_file(const std::string& path);

}  // namespace moai
