#pragma once
// What the program says besides its results: warnings, errors and notes, on standard error, each a
// line that says how grave it is and, on all but the first rank, which rank says it. Results and
// progress go to standard output (std::cout) instead.
//
//   log_warning("the file has changed");   // moai: warning: the file has changed
//
// MOAI_LOG=err|warn|info in the environment leaves out what is less grave (default: info).
// From any thread.

#include <string_view>

namespace moai {

/// Of this process, for the lines' beginning; 0 until it is known. Call before threads start.
void set_log_rank(int rank);

/// What is wrong with the input, as it is: its lines begin with file, line and column, which
/// editors know.
void log_refusal(std::string_view text);
void log_error(std::string_view text);
void log_warning(std::string_view text);
void log_info(std::string_view text);

}  // namespace moai
