// moai_keeper PARENT COMMAND...: runs a command and leaves nothing of it behind, however its parent
// ends. moai starts one for each worker (worker_process.cpp); users never do.
//
// It makes a scratch folder (MOAI_SCRATCH), starts the command with the keeper's own standard
// streams, and ends when the command ends (with its exit status), when it is sent SIGTERM, or when
// its parent dies (PR_SET_PDEATHSIG). Whatever the command has started is killed then: orphans come
// to the keeper (PR_SET_CHILD_SUBREAPER), so that a process which leaves its group is found, too.

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

std::string make_scratch() {
  std::error_code unknown;
  std::string name = std::filesystem::temp_directory_path(unknown) / "moai-worker-XXXXXX";
  if (unknown || mkdtemp(name.data()) == nullptr) {
    std::fprintf(stderr, "moai: cannot make a scratch folder in TMPDIR (%s).\n",
                 unknown ? unknown.message().c_str() : std::strerror(errno));
    std::_Exit(126);
  }
  return name;
}

void kill_tree(pid_t parent) {
  std::ifstream children("/proc/" + std::to_string(parent) + "/task/" + std::to_string(parent) +
                         "/children");
  for (pid_t child = 0; children >> child;) {
    ::kill(child, SIGSTOP);  // so that it starts nobody while its children are looked for
    kill_tree(child);
    ::kill(child, SIGKILL);
  }
}

// Until there is nobody left, also of those that became orphans on the way.
void kill_all() {
  for (;;) {
    kill_tree(::getpid());
    pid_t ended = 0;
    while ((ended = ::waitpid(-1, nullptr, WNOHANG)) > 0) {
    }
    if (ended < 0 && errno == ECHILD) return;
    ::usleep(1000);
  }
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  sigset_t watched, before;
  sigemptyset(&watched);
  for (const int signal : {SIGTERM, SIGCHLD, SIGINT, SIGHUP}) sigaddset(&watched, signal);
  sigprocmask(SIG_BLOCK, &watched, &before);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != std::atoi(words[1])) return 0;  // it died before that
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);

  const std::string scratch = make_scratch();
  ::setenv("MOAI_SCRATCH", scratch.c_str(), 1);
  const pid_t keeper = ::getpid();
  const pid_t command = ::fork();
  if (command == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != keeper) std::_Exit(126);
    ::setpgid(0, 0);
    sigprocmask(SIG_SETMASK, &before, nullptr);
    ::execvp(words[2], words + 2);
    std::fprintf(stderr, "moai: cannot start '%s' (%s).\n", words[2], std::strerror(errno));
    std::_Exit(127);
  }
  // Only the command holds the streams, so that moai sees their end when the command ends.
  const int nothing = ::open("/dev/null", O_RDWR);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(nothing, STDOUT_FILENO);

  int status = command < 0 ? 126 << 8 : 0;
  bool goes_on = command > 0;
  while (goes_on) {
    const int signal = ::sigwaitinfo(&watched, nullptr);
    if (signal == SIGTERM) break;
    if (signal != SIGCHLD) continue;  // Ctrl-C is for moai, which ends its workers itself
    int one = 0;
    for (pid_t ended = 0; (ended = ::waitpid(-1, &one, WNOHANG)) > 0;)
      if (ended == command) {
        status = one;
        goes_on = false;
      }
  }
  kill_all();
  std::error_code ignored;
  std::filesystem::remove_all(scratch, ignored);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
