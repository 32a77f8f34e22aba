#include "record/trial_glance.h"

#include <algorithm>

#include "record/open_trial.h"

namespace moai {

std::optional<TrialGlance> glance_at(const std::string& out_dir, const std::string& condition,
                                     std::uint64_t trial, std::size_t points) {
  const auto opened = open_trial(out_dir, condition, trial);
  if (!opened) return std::nullopt;
  TrialGlance glance;
  glance.finished = opened->finished;
  glance.generations = opened->root.integer("generations");
  const hdf5::Group history = opened->root.open("history");
  const std::uint64_t rows = history.shape("best_score").at(0);
  const std::uint64_t count = std::min<std::uint64_t>(rows, points);
  for (std::uint64_t k = 1; k <= count; ++k) {
    const auto islands = history.rows<double>("best_score", k * rows / count - 1, 1);
    glance.curve.push_back(*std::ranges::max_element(islands));
  }
  if (!glance.curve.empty()) glance.score = glance.curve.back();
  return glance;
}

}  // namespace moai
