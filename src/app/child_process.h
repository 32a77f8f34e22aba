#pragma once
// A program started from moai, in a process group of its own, so that it can be ended with all its
// children.

#include <sys/types.h>

#include <string>
#include <vector>

namespace moai {

class ChildProcess {
 public:
  /// Starts words[0] (looked up in PATH) with its output appended to `log`. Throws SystemError.
  ChildProcess(const std::vector<std::string>& words, const std::string& log);
  ~ChildProcess();  ///< kills what still runs
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  bool running();
  /// SIGKILL to the program and all its children, then waits.
  void kill();
  /// Waits for the end; the exit status, or 128 plus the signal.
  int wait();

 private:
  pid_t pid_ = -1;
  int status_ = 0;
};

}  // namespace moai
