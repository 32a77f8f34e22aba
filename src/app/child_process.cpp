#include "app/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

// Children of children, as Linux lists them. mpirun gives each rank a process group of its own, so
// that killing its group would leave the ranks running.
void descendants(pid_t parent, std::vector<pid_t>& found) {
  std::ifstream in(concat("/proc/", parent, "/task/", parent, "/children"));
  for (pid_t child = 0; in >> child;) {
    found.push_back(child);
    descendants(child, found);
  }
}

int in_words(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& words, const std::string& log) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ < 0)
    throw SystemError(concat("cannot start '", words[0], "' (", std::strerror(errno), ")."));
  if (pid_ > 0) return;
  ::setpgid(0, 0);
  const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  ::dup2(file, STDOUT_FILENO);
  ::dup2(file, STDERR_FILENO);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) kill();
}

bool ChildProcess::running() {
  if (pid_ < 0) return false;
  if (::waitpid(pid_, &status_, WNOHANG) != pid_) return true;
  pid_ = -1;
  return false;
}

void ChildProcess::kill() {
  if (!running()) return;
  std::vector<pid_t> all{pid_};
  descendants(pid_, all);
  for (const pid_t pid : all) ::kill(pid, SIGKILL);
  wait();
}

int ChildProcess::wait() {
  if (pid_ > 0) {
    while (::waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
  }
  return in_words(status_);
}

}  // namespace moai
