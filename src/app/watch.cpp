// moai watch: a running experiment on a terminal.

#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <thread>

#include "app/command_line.h"
#include "app/watch_view.h"
#include "support/error.h"
#include "support/signals.h"

namespace moai {
namespace {

using boost::program_options::value;
using Seconds = std::chrono::duration<double>;

bool is_terminal() {
  const char* kind = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && (kind == nullptr || std::string_view(kind) != "dumb");
}

// The first of these variables that says anything is the one that counts (POSIX).
bool locale_has_unicode() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const char* locale = std::getenv(name); locale != nullptr && *locale != '\0') {
      const std::string_view text(locale);
      return text.find("UTF-8") != text.npos || text.find("utf8") != text.npos;
    }
  return false;
}

FrameStyle style_of(bool terminal) {
  FrameStyle style;
  style.unicode = locale_has_unicode();
  style.color = terminal && std::getenv("NO_COLOR") == nullptr;
  winsize size{};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = size.ws_col;
    style.height = size.ws_row > 1 ? size.ws_row - 1u : 1u;
  }
  return style;
}

// Draws frames over one another; the last one stays.
class Screen {
 public:
  explicit Screen(bool terminal) : terminal_(terminal) {
    if (terminal_) std::cout << "\x1b[?25l";  // no cursor
  }
  ~Screen() {
    if (terminal_) std::cout << "\x1b[?25h" << std::flush;
  }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  void draw(const std::vector<std::string>& lines) {
    if (terminal_ && drawn_ > 0) std::cout << "\x1b[" << drawn_ << "A\r";
    for (const std::string& line : lines) std::cout << line << (terminal_ ? "\x1b[K\n" : "\n");
    std::cout << (terminal_ ? "\x1b[J" : "") << std::flush;
    drawn_ = lines.size();
  }

 private:
  bool terminal_;
  std::size_t drawn_ = 0;
};

// Where nobody redraws, a frame is worth printing when a trial has begun or ended.
bool differs(const WatchView& a, const WatchView& b) {
  if (a.experiment != b.experiment || a.conditions.size() != b.conditions.size()) return true;
  for (std::size_t c = 0; c < a.conditions.size(); ++c)
    if (a.conditions[c].trials != b.conditions[c].trials) return true;
  return false;
}

// In short steps, so that Ctrl-C is answered at once.
void wait(double seconds, const SignalGuard& signals) {
  const auto end = std::chrono::steady_clock::now() + Seconds(seconds);
  while (!signals.stop_requested() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

}  // namespace

int watch_command(Arguments arguments) {
  CommandLine line("watch", "FOLDER",
                   "Shows how an experiment comes on: its trials by condition, scores, throughput "
                   "and the time left; until all\ntrials are finished, or Ctrl-C. The folder may "
                   "appear later. Where the output is no terminal, a frame is\nprinted whenever a "
                   "trial has begun or ended.");
  line.add("every", value<double>()->default_value(2.0), "seconds from one look to the next");
  line.add_flag("once", "print one frame and end");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  Watch watch(line.words(1, 1)[0]);
  const double every = line.get<double>("every");
  if (!(every >= 0.1 && every <= 86400.0))
    throw UserError("--every: it is below 0.1 s or above a day. Choose another number of seconds.");
  const bool once = line.has("once");
  const bool terminal = is_terminal();
  if (once) {
    Screen(false).draw(frame(watch.look(), style_of(terminal)));
    return static_cast<int>(ExitCode::success);
  }
  const SignalGuard signals;
  Screen screen(terminal);
  std::optional<WatchView> before;
  while (!signals.stop_requested()) {
    WatchView view = watch.look();
    if (terminal || !before || differs(*before, view)) screen.draw(frame(view, style_of(terminal)));
    if (view.complete()) break;
    before = std::move(view);
    wait(every, signals);
  }
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
