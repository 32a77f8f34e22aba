#pragma once
// One process of the user's own that evaluates, with pipes to its standard streams. None of the
// calls waits but `start` and `stop`.
//
//   WorkerProcess worker;
//   worker.start({"python3", "car.py"}, "", {"MOAI_WORKER=0"});
//   worker.send("{...}\n");
//   poll(...);  worker.write_some();  worker.read_some();
//   if (auto line = worker.next_line()) ...
//
// Safe in a program that uses MPI: posix_spawn, no copied memory, no inherited file descriptors. A
// keeper between moai and the command (keeper.cpp) sees to it that nothing outlives the rank.

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace moai {

class WorkerProcess {
 public:
  WorkerProcess() = default;
  ~WorkerProcess();  ///< kills what still runs
  WorkerProcess(WorkerProcess&& other) noexcept { swap(other); }
  WorkerProcess& operator=(WorkerProcess&& other) noexcept {
    swap(other);
    return *this;
  }

  /// `directory`: where it is started; empty: here. `extra`: NAME=value, added to this program's
  /// environment less what MPI's launchers put there, so that a worker which uses MPI by itself is
  /// no rank of this job. Throws SystemError.
  void start(const std::vector<std::string>& command, const std::string& directory,
             const std::vector<std::string>& extra);
  bool started() const { return pid_ > 0; }

  void send(const std::string& text) { outgoing_ += text; }
  /// As much as the pipe takes; false: the other end is closed.
  bool write_some();
  /// What has come on both streams; false: standard output is closed.
  bool read_some();
  /// Without its end; empty: none has come whole.
  std::optional<std::string> next_line();
  /// The last of what was written to standard error since this was last asked.
  std::string take_errors();
  bool has_unread() const { return !incoming_.empty(); }

  int input() const { return input_; }  ///< descriptors, for poll
  int output() const { return output_; }
  int errors() const { return errors_; }
  bool writes() const { return !outgoing_.empty(); }

  /// Its input ends: a well-behaved worker leaves.
  void close_input();
  /// Waits at most so long for it to leave, then kills it with all it has started. "exit status 3",
  /// "killed by signal 11 (Segmentation fault)".
  std::string stop(double patience_seconds);

 private:
  void swap(WorkerProcess& other) noexcept;
  void close_all();

  pid_t pid_ = -1;
  int input_ = -1, output_ = -1, errors_ = -1;
  std::string outgoing_, incoming_, told_;
  std::size_t searched_ = 0;  // of incoming_, for the end of a line
};

}  // namespace moai
