#include "runner/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>

#include <fmt/format.h>

#include "runner/progress_files.h"

namespace moai {
namespace {

constexpr auto redraw_every = std::chrono::milliseconds(500);
constexpr auto first_log_after = std::chrono::seconds(5);
constexpr auto log_every = std::chrono::seconds(60);
constexpr auto write_every = std::chrono::seconds(10);

}  // namespace

std::string duration_in_words(double seconds) {
  const auto s = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds)));
  if (s < 120) return fmt::format("{} s", s);
  if (s < 7200) return fmt::format("{} min", s / 60);
  if (s < 172800) return fmt::format("{} h {} min", s / 3600, s / 60 % 60);
  return fmt::format("{} d {} h", s / 86400, s / 3600 % 24);
}

std::string in_words(const ProgressFigures& f) {
  std::string text =
      fmt::format("{}/{} trials, {} running", f.trials_done, f.trials, f.trials_running);
  if (f.trials_running > 0) text += fmt::format(", generation {:.0f}", f.generation);
  text += fmt::format(", {:.0f} evaluations/s, best score {:.4f}", f.evaluations_per_second,
                      f.best_score);
  if (f.seconds_left >= 0.0) text += ", " + duration_in_words(f.seconds_left) + " left";
  return text;
}

namespace {

// Open MPI's mpirun gives ranks a terminal even where its own output goes to a file.
bool launcher_writes_to_terminal() {
  if (std::getenv("OMPI_COMM_WORLD_RANK") == nullptr) return true;
  std::error_code unknown;
  const auto output =
      std::filesystem::read_symlink(fmt::format("/proc/{}/fd/1", ::getppid()), unknown).string();
  return !unknown && (output.starts_with("/dev/pts/") || output.starts_with("/dev/tty"));
}

bool redraws_lines() {
  const char* kind = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && (kind == nullptr || std::strcmp(kind, "dumb") != 0) &&
         launcher_writes_to_terminal();
}

}  // namespace

ProgressReporter::ProgressReporter(std::string file, std::uint64_t trials,
                                   std::uint64_t done_before, double generations, bool quiet)
    : file_(std::move(file)),
      trials_(trials),
      done_before_(done_before),
      generations_(generations),
      quiet_(quiet),
      terminal_(redraws_lines()),
      start_(Clock::now()),
      printed_(start_),
      written_(start_) {}

ProgressReporter::~ProgressReporter() {
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

ProgressFigures ProgressReporter::figures(const std::vector<RankStatus>& ranks) const {
  ProgressFigures sum;
  double evaluations = 0.0, generations = 0.0;
  for (const RankStatus& rank : ranks) {
    sum.trials_done += static_cast<std::uint64_t>(rank.trials_finished);
    sum.trials_running += static_cast<std::uint64_t>(rank.trials_running);
    sum.generation = std::max(sum.generation, rank.generation);
    sum.best_score = std::max(sum.best_score, rank.best_score);
    evaluations += rank.evaluations;
    generations += rank.generations_done;
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  sum.trials = trials_;
  sum.trials_done += done_before_;
  sum.evaluations_per_second = evaluations / std::max(seconds, 1e-3);
  if (generations > 0.0)
    sum.seconds_left = std::max(0.0, (generations_ - generations) * seconds / generations);
  return sum;
}

void ProgressReporter::print(const ProgressFigures& f) {
  if (quiet_) return;
  if (terminal_)
    std::cout << "\r\x1b[K" << in_words(f) << std::flush;
  else
    std::cout << in_words(f) << std::endl;
}

void ProgressReporter::update(StatusBoard& board) {
  const auto now = Clock::now();
  // Lines come soon at first, then twice as late each time.
  const auto log_gap = std::clamp<Clock::duration>(printed_ - start_, first_log_after, log_every);
  const bool print_due = now - printed_ >= (terminal_ ? Clock::duration(redraw_every) : log_gap);
  const bool write_due = now - written_ >= write_every;
  if (!print_due && !write_due) return;
  const ProgressFigures f = figures(board.read());
  if (print_due) {
    printed_ = now;
    print(f);
  }
  if (write_due) {
    written_ = now;
    write_progress(file_, f);
  }
}

void ProgressReporter::finish(StatusBoard& board) {
  print(figures(board.read()));
  if (terminal_ && !quiet_) std::cout << std::endl;
}

}  // namespace moai
