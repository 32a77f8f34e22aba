#pragma once
// What `moai watch` shows: the state of an experiment's trials, and that state as lines of text.
//
//   Watch watch(out);                      // the folder may appear later
//   for (const std::string& line : frame(watch.look(), style)) std::cout << line << "\n";

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "experiment/experiment.h"
#include "record/trial_glance.h"
#include "runner/progress_files.h"

namespace moai {

enum class TrialState : std::uint8_t { waiting, begun, finished, damaged };

struct ConditionView {
  std::string name;
  std::vector<TrialState> trials;
  std::vector<double> scores;  ///< of those that have one
  std::vector<double> curve;   ///< of the trial that is the furthest among those begun, or the last
};

struct WatchView {
  std::string out;
  std::string experiment;  ///< empty: there is none yet
  std::vector<ConditionView> conditions;
  std::vector<JobProgress> jobs;

  std::size_t count(TrialState state) const;
  bool complete() const;
};

/// How a frame is drawn.
struct FrameStyle {
  std::size_t width = 160;
  std::size_t height = 10'000;  ///< lines
  bool unicode = false;
  bool color = false;
};

/// Lines no longer than the style's width (colours not counted).
std::vector<std::string> frame(const WatchView& view, const FrameStyle& style);

/// Looks at a folder again and again; finished trials are read once.
class Watch {
 public:
  explicit Watch(std::string out) : out_(std::move(out)) {}

  /// Throws UserError where the folder's experiment cannot be read.
  WatchView look();

 private:
  using Key = std::pair<std::size_t, std::uint32_t>;  // condition, trial

  std::string out_;
  std::optional<Experiment> experiment_;
  std::map<Key, TrialGlance> finished_;
};

}  // namespace moai
