#pragma once
// Files that appear whole or not at all.

#include <string>
#include <string_view>

#include "support/error.h"

namespace moai {

/// Where a file is written before it takes its name: `path`.tmp-HOST-PID, unlike any other
/// process's. A kill may leave such a file behind; nobody reads it.
std::string temporary_name(const std::string& path);

/// Removes the temporaries of files in `folder` (of those whose name is `name`, if given) that
/// killed processes left. Not for files that another process may be writing. Ignores what fails.
void remove_temporaries(const std::string& folder, const std::string& name = "");

/// Writes to temporary_name(path), fsyncs, renames over `path` and fsyncs the folder. A kill at any
/// moment leaves the old file, or the new one. Throws SystemError naming the file and the cause;
/// nothing is left behind then.
void write_file_atomically(const std::string& path, std::string_view bytes);

/// fsyncs the closed file `temporary`, renames it to `path`, fsyncs the folder. Throws SystemError
/// after removing `temporary`.
void publish_file(const std::string& temporary, const std::string& path);

/// The operating system refused, perhaps for now; the content of the file may be sound.
class FileError : public SystemError {
 public:
  using SystemError::SystemError;
};

/// "cannot WHAT 'PATH' (reason of `error`, an errno).", with advice where one is known.
FileError file_error(std::string_view what, const std::string& path, int error);
/// The same of a file that is only read.
FileError read_error(const std::string& path, int error);

/// The whole file. Throws UserError where it is missing or unreadable.
std::string read_file(const std::string& path);

}  // namespace moai
