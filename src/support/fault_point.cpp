#include "support/fault_point.h"

#include <signal.h>

#include <atomic>
#include <cstdlib>
#include <string>

namespace moai {
namespace {

struct Wish {
  std::string point, part;
  int passes = 1;
  int signal = SIGKILL;
};

Wish parse(std::string text) {
  Wish wish;
  if (constexpr std::string_view stop = ",stop"; text.ends_with(stop)) {
    wish.signal = SIGSTOP;
    text.resize(text.size() - stop.size());
  }
  if (const auto at = text.rfind('@'); at != std::string::npos) {
    wish.passes = std::atoi(text.c_str() + at + 1);
    text.resize(at);
  }
  const auto colon = text.find(':');
  wish.point = text.substr(0, colon);
  if (colon != std::string::npos) wish.part = text.substr(colon + 1);
  return wish;
}

}  // namespace

void fault_point(std::string_view point, std::string_view path) {
  static const char* const variable = std::getenv("MOAI_FAULT");
  if (variable == nullptr) return;
  static const Wish wish = parse(variable);
  static std::atomic<int> passed{0};
  if (point != wish.point || path.find(wish.part) == std::string_view::npos) return;
  if (++passed == wish.passes) ::raise(wish.signal);
}

}  // namespace moai
