#include "problem/simulator/worker_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <thread>
#include <utility>

#include "support/error.h"
#include "support/text.h"

extern char** environ;

namespace moai {
namespace {

constexpr std::size_t most_errors = 8192;  // bytes of standard error that are kept

// Beside this program, or, for programs in a folder of tests, in the one above.
std::string keeper() {
  std::error_code error;
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const auto& place : {folder, folder.parent_path()})
    if (std::filesystem::exists(place / "moai_keeper", error)) return place / "moai_keeper";
  throw SystemError(concat("moai_keeper is not in ", folder.string(),
                           " (workers are started through it). Install it beside moai."));
}

bool is_of_a_launcher(std::string_view variable) {
  for (const std::string_view prefix :
       {"OMPI_COMM_WORLD", "OMPI_MCA_", "OMPI_UNIVERSE", "OMPI_APP", "OMPI_FILE", "OMPI_NUM",
        "OMPI_FIRST", "OMPI_COMMAND", "OMPI_ARGV", "PMIX_", "PMI_", "MPI_LOCAL", "HYDRA_"})
    if (variable.starts_with(prefix)) return true;
  return false;
}

std::vector<std::string> environment(const std::vector<std::string>& extra) {
  std::vector<std::string> all;
  for (char** variable = environ; *variable != nullptr; ++variable)
    if (!is_of_a_launcher(*variable)) {
      const std::string_view name(*variable, std::strcspn(*variable, "="));
      bool given = false;
      for (const std::string& one : extra)
        given =
            given || (one.starts_with(name) && one.size() > name.size() && one[name.size()] == '=');
      if (!given) all.emplace_back(*variable);
    }
  all.insert(all.end(), extra.begin(), extra.end());
  return all;
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> all;
  for (const std::string& word : words) all.push_back(const_cast<char*>(word.c_str()));
  all.push_back(nullptr);
  return all;
}

// A pipe whose ends close at exec. Three of them are copied onto the worker's standard streams.
std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    throw SystemError(concat("cannot make a pipe to a worker (", std::strerror(errno), ")."));
  return ends;
}

// While it lives, a write to a closed pipe is an error instead of the end of the program.
class NoBrokenPipe {
 public:
  NoBrokenPipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoBrokenPipe() {
    const timespec at_once{};
    while (sigtimedwait(&pipe_, nullptr, &at_once) < 0 && errno == EINTR) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoBrokenPipe(const NoBrokenPipe&) = delete;
  NoBrokenPipe& operator=(const NoBrokenPipe&) = delete;

 private:
  sigset_t pipe_{}, before_{};
};

// false: the end of the stream.
bool drain(int descriptor, std::string& into) {
  std::array<char, 65536> part;
  for (;;) {
    const ssize_t got = ::read(descriptor, part.data(), part.size());
    if (got > 0)
      into.append(part.data(), static_cast<std::size_t>(got));
    else if (got == 0)
      return false;
    else if (errno != EINTR)
      return errno == EAGAIN;
  }
}

std::string in_words(int status) {
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (code > 128 && code < 128 + 65)
    return concat("killed by signal ", code - 128, " (", strsignal(code - 128), ")");
  return concat("exit status ", code);
}

}  // namespace

WorkerProcess::~WorkerProcess() {
  if (started()) stop(0.0);
}

void WorkerProcess::swap(WorkerProcess& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(input_, other.input_);
  std::swap(output_, other.output_);
  std::swap(errors_, other.errors_);
  std::swap(outgoing_, other.outgoing_);
  std::swap(incoming_, other.incoming_);
  std::swap(told_, other.told_);
  std::swap(searched_, other.searched_);
}

void WorkerProcess::start(const std::vector<std::string>& command, const std::string& directory,
                          const std::vector<std::string>& extra) {
  std::vector<std::string> words{keeper(), std::to_string(::getpid())};
  words.insert(words.end(), command.begin(), command.end());
  const std::vector<std::string> variables = environment(extra);
  const auto in = make_pipe(), out = make_pipe(), err = make_pipe();

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);  // MPI's and HDF5's are not for it
  if (!directory.empty()) posix_spawn_file_actions_addchdir_np(&actions, directory.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setpgroup(&attributes, 0);  // Ctrl-C is for moai
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  const int error = ::posix_spawn(&pid_, words[0].c_str(), &actions, &attributes,
                                  pointers(words).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  for (const int end : {in[0], out[1], err[1]}) ::close(end);
  input_ = in[1];
  output_ = out[0];
  errors_ = err[0];
  for (const int end : {input_, output_, errors_}) ::fcntl(end, F_SETFL, O_NONBLOCK);
  outgoing_.clear();
  incoming_.clear();
  told_.clear();
  searched_ = 0;
  if (error == 0) return;
  pid_ = -1;
  close_all();
  throw SystemError(concat("cannot start '", words[0], "' (", std::strerror(error), ")."));
}

bool WorkerProcess::write_some() {
  const NoBrokenPipe guard;
  while (!outgoing_.empty()) {
    const ssize_t put = ::write(input_, outgoing_.data(), outgoing_.size());
    if (put > 0)
      outgoing_.erase(0, static_cast<std::size_t>(put));
    else if (errno != EINTR)
      return errno == EAGAIN;
  }
  return true;
}

bool WorkerProcess::read_some() {
  if (errors_ >= 0) {
    const bool more = drain(errors_, told_);
    if (told_.size() > most_errors) told_.erase(0, told_.size() - most_errors);
    if (!more) {
      ::close(errors_);
      errors_ = -1;  // poll would report it for ever
    }
  }
  return drain(output_, incoming_);
}

std::optional<std::string> WorkerProcess::next_line() {
  const std::size_t end = incoming_.find('\n', searched_);
  if (end == std::string::npos) {
    searched_ = incoming_.size();
    return std::nullopt;
  }
  std::string line = incoming_.substr(0, end);
  incoming_.erase(0, end + 1);
  searched_ = 0;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

std::string WorkerProcess::take_errors() {
  return std::exchange(told_, {});
}

void WorkerProcess::close_input() {
  if (input_ >= 0) ::close(input_);
  input_ = -1;
}

void WorkerProcess::close_all() {
  for (int* end : {&input_, &output_, &errors_}) {
    if (*end >= 0) ::close(*end);
    *end = -1;
  }
}

std::string WorkerProcess::stop(double patience_seconds) {
  if (!started()) return "not started";
  using Clock = std::chrono::steady_clock;
  close_input();
  const auto until = Clock::now() + std::chrono::duration<double>(patience_seconds);
  int status = 0;
  bool gone = false;
  while (!(gone = ::waitpid(pid_, &status, WNOHANG) == pid_) && Clock::now() < until) {
    read_some();  // a worker that still writes would wait for ever
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  if (!gone) {
    ::kill(pid_, SIGTERM);
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  if (output_ >= 0) read_some();
  pid_ = -1;
  close_all();
  return in_words(status);
}

}  // namespace moai
