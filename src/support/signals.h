#pragma once
// Signals that ask for a stop or a commit, as flags that the main loop looks at.
//
//   SignalGuard guard;                       // in main; restores the old handlers at its end
//   if (guard.stop_requested()) commit_and_leave();
//
// SIGINT, SIGTERM and SIGUSR1 ask for a stop at the end of the generation (exit code 75). A second
// SIGINT ends the program at once, as users expect of Ctrl-C.

namespace moai {

class SignalGuard {
 public:
  SignalGuard();
  ~SignalGuard();
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

  bool stop_requested() const;
  /// The signal that asked, or 0.
  int signal() const;
};

}  // namespace moai
