#pragma once
// The kinds of failure that a user of moai can meet, and the exit codes they lead to.
// Messages follow one grammar: *problem (why it is one) suggestion*. They are caught once, in main.
// A defect of moai itself is a std::logic_error.

#include <stdexcept>
#include <string>

namespace moai {

/// Exit codes of the program.
enum class ExitCode : int { success = 0, system_error = 1, user_error = 2, run_again = 75 };

/// Wrong input: a YAML key, a file, a command line. Exit code 2.
class UserError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The machine failed: input and output, MPI, a device. Exit code 1.
class SystemError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace moai
