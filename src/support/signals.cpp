#include "support/signals.h"

#include <signal.h>

#include <array>
#include <atomic>

namespace moai {
namespace {

// A handler can reach nothing but static storage.
std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free);

constexpr std::array handled = {SIGINT, SIGTERM, SIGUSR1};
std::array<struct sigaction, handled.size()> previous;

void remember(int number) {
  if (number == SIGINT && received.load() == SIGINT) {
    ::signal(SIGINT, SIG_DFL);
    ::raise(SIGINT);
  }
  received.store(number);
}

}  // namespace

SignalGuard::SignalGuard() {
  received.store(0);
  struct sigaction action {};
  action.sa_handler = remember;
  action.sa_flags = SA_RESTART;
  ::sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < handled.size(); ++i) ::sigaction(handled[i], &action, &previous[i]);
}

SignalGuard::~SignalGuard() {
  for (std::size_t i = 0; i < handled.size(); ++i) ::sigaction(handled[i], &previous[i], nullptr);
}

bool SignalGuard::stop_requested() const {
  return received.load() != 0;
}

int SignalGuard::signal() const {
  return received.load();
}

}  // namespace moai
