// The state of an experiment as lines of text.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string_view>

#include "app/watch_view.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t most_cells = 48;  // of trials in a row
constexpr std::size_t least_cells = 8;
constexpr std::size_t longest_name = 40;
constexpr std::size_t around_cells = 31;  // columns of counts, scores and gaps
constexpr std::size_t curve_width = 32;

// Text with colours switched on and off, and its width on a terminal.
class Line {
 public:
  explicit Line(const FrameStyle& style) : style_(style) {}

  void add(std::string_view text, int color = 0) {
    std::string fitting;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool starts = (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
      if (starts && width_ == style_.width) break;
      width_ += starts ? 1 : 0;
      fitting += text[i];
    }
    const bool colored = style_.color && color != 0 && !fitting.empty();
    text_ += colored ? fmt::format("\x1b[{}m{}\x1b[0m", color, fitting) : fitting;
  }
  std::string take() { return std::move(text_); }

 private:
  const FrameStyle& style_;
  std::string text_;
  std::size_t width_ = 0;
};

struct Glyph {
  std::string_view unicode, ascii;
  int color;
  std::string_view meaning;
};
constexpr Glyph finished_glyph{"█", "#", 32, "finished"};
constexpr Glyph begun_glyph{"▶", ">", 33, "begun"};
constexpr Glyph partly_glyph{"▒", "+", 32, "some finished"};
constexpr Glyph waiting_glyph{"·", ".", 2, "waiting"};
constexpr Glyph damaged_glyph{"✗", "x", 31, "damaged"};

// One for several trials where they are many: what calls for attention wins.
const Glyph& glyph_of(std::span<const TrialState> trials) {
  const auto any = [&](TrialState state) { return std::ranges::count(trials, state) > 0; };
  if (any(TrialState::damaged)) return damaged_glyph;
  if (any(TrialState::begun)) return begun_glyph;
  if (!any(TrialState::waiting)) return finished_glyph;
  return any(TrialState::finished) ? partly_glyph : waiting_glyph;
}

std::string_view text_of(const Glyph& glyph, const FrameStyle& style) {
  return style.unicode ? glyph.unicode : glyph.ascii;
}

std::string sparkline(const std::vector<double>& curve, double low, double high, bool unicode) {
  static constexpr std::array<std::string_view, 8> bars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  static constexpr std::array<std::string_view, 8> signs{"_", ".", ":", "-", "=", "+", "*", "#"};
  std::string text;
  for (const double value : curve) {
    double place = high > low ? (value - low) / (high - low) : 1.0;
    if (!std::isfinite(value)) place = 0.0;
    const auto step = static_cast<std::size_t>(7.999 * std::clamp(place, 0.0, 1.0));
    text += (unicode ? bars : signs)[step];
  }
  return text;
}

std::string shortened(const std::string& name, std::size_t width) {
  return name.size() <= width ? name : name.substr(0, width - 2) + "..";
}

// Columns of trials, and how many each stands for.
struct Grid {
  std::size_t name = 9, cells = least_cells, each = 1;
};

Grid grid_of(const WatchView& view, const FrameStyle& style) {
  Grid grid;
  std::size_t trials = 1;
  for (const ConditionView& condition : view.conditions) {
    grid.name = std::max(grid.name, std::min(longest_name, condition.name.size()));
    trials = std::max(trials, condition.trials.size());
  }
  const std::size_t other = grid.name + around_cells + curve_width;
  const std::size_t room = style.width > other ? style.width - other : 0;
  const std::size_t most = std::clamp(room, least_cells, most_cells);
  grid.each = (trials + most - 1) / most;
  grid.cells = std::max(least_cells, (trials + grid.each - 1) / grid.each);
  return grid;
}

std::string row(const ConditionView& condition, const Grid& grid, double low, double high,
                const FrameStyle& style) {
  Line line(style);
  line.add(fmt::format("{:<{}}  ", shortened(condition.name, grid.name), grid.name));
  const std::span<const TrialState> trials(condition.trials);
  std::size_t cells = 0;
  for (std::size_t first = 0; first < trials.size(); first += grid.each, ++cells) {
    const Glyph& glyph =
        glyph_of(trials.subspan(first, std::min(grid.each, trials.size() - first)));
    line.add(text_of(glyph, style), glyph.color);
  }
  line.add(std::string(grid.cells - std::min(grid.cells, cells), ' '));
  line.add(fmt::format(
      "  {:>9}",
      fmt::format("{}/{}", std::ranges::count(trials, TrialState::finished), trials.size())));
  if (!condition.scores.empty()) {
    const double sum = std::accumulate(condition.scores.begin(), condition.scores.end(), 0.0);
    line.add(fmt::format("  {:6.4f}  {:6.4f}  ", *std::ranges::max_element(condition.scores),
                         sum / static_cast<double>(condition.scores.size())));
    line.add(sparkline(condition.curve, low, high, style.unicode), 36);
  }
  return line.take();
}

std::string at_work(const WatchView& view) {
  if (view.complete()) return "complete";
  if (view.jobs.empty()) return "no job tells of itself (they do every ten seconds)";
  double silent = view.jobs[0].seconds_ago;
  for (const JobProgress& job : view.jobs) silent = std::min(silent, job.seconds_ago);
  std::string text = in_words(sum_of(view.jobs));
  if (view.jobs.size() > 1) text += fmt::format(", {} jobs", view.jobs.size());
  if (silent > silent_after) text += ", silent for " + duration_in_words(silent);
  return text;
}

std::string legend(const Grid& grid, const FrameStyle& style) {
  Line line(style);
  for (const Glyph* glyph : {&finished_glyph, &begun_glyph, &waiting_glyph, &damaged_glyph}) {
    line.add(text_of(*glyph, style), glyph->color);
    line.add(concat(" ", glyph->meaning, glyph == &damaged_glyph ? "" : "   "));
  }
  if (grid.each > 1) line.add(fmt::format("   (each for {} trials)", grid.each));
  return line.take();
}

}  // namespace

std::vector<std::string> frame(const WatchView& view, const FrameStyle& style) {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& text, int color = 0) {
    Line line(style);
    line.add(text, color);
    lines.push_back(line.take());
  };
  if (view.experiment.empty()) {
    add(concat("waiting for '", view.out, "' (it has no experiment.yaml yet)"));
    return lines;
  }
  const std::size_t finished = view.count(TrialState::finished);
  std::size_t trials = 0;
  double low = 1.0, high = 0.0;
  for (const ConditionView& condition : view.conditions) {
    trials += condition.trials.size();
    for (const double score : condition.curve) {
      if (!std::isfinite(score)) continue;
      low = std::min(low, score);
      high = std::max(high, score);
    }
  }
  add(fmt::format("{}: {}/{} trials finished, {} begun ({})", view.experiment, finished, trials,
                  view.count(TrialState::begun), view.out),
      1);
  add(at_work(view));
  add("");
  const Grid grid = grid_of(view, style);
  add(fmt::format("{:<{}}  {:<{}}  {:>9}  {:>6}  {:>6}  {}", "condition", grid.name, "trials",
                  grid.cells, "finished", "best", "mean", "best score over the generations"),
      2);
  const std::size_t around = lines.size() + 3;
  const std::size_t room = style.height > around ? style.height - around : 1;
  const std::size_t shown = std::min(view.conditions.size(), room);
  for (std::size_t c = 0; c < shown; ++c)
    lines.push_back(row(view.conditions[c], grid, low, high, style));
  if (shown < view.conditions.size())
    add(fmt::format("and {} more conditions", view.conditions.size() - shown), 2);
  add("");
  lines.push_back(legend(grid, style));
  return lines;
}

}  // namespace moai
