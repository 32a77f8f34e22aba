#include "app/watch_view.h"

#include <algorithm>
#include <filesystem>

#include "record/layout.h"
#include "support/error.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t curve_points = 32;

}  // namespace

std::size_t WatchView::count(TrialState state) const {
  std::size_t number = 0;
  for (const ConditionView& condition : conditions)
    number += static_cast<std::size_t>(std::ranges::count(condition.trials, state));
  return number;
}

bool WatchView::complete() const {
  return !conditions.empty() && count(TrialState::waiting) + count(TrialState::begun) == 0;
}

WatchView Watch::look() {
  WatchView view;
  view.out = out_;
  const fs::path yaml = fs::path(out_) / "experiment.yaml";
  if (!experiment_ && fs::exists(yaml)) experiment_ = read_experiment(yaml.string());
  if (!experiment_) return view;
  view.experiment = experiment_->name;
  view.jobs = read_progress(out_);
  for (std::size_t c = 0; c < experiment_->conditions.size(); ++c) {
    ConditionView condition;
    condition.name = experiment_->conditions[c].name;
    std::uint64_t furthest = 0;
    for (std::uint32_t trial = 0; trial < experiment_->trials; ++trial) {
      std::optional<TrialGlance> glance;
      const auto known = finished_.find({c, trial});
      try {
        glance = known != finished_.end() ? known->second
                                          : glance_at(out_, condition.name, trial, curve_points);
      } catch (const SystemError&) {
        // Segments come and go while one looks; finished trials stay.
        const bool stays =
            fs::exists(trial_file(out_, condition.name, trial)) || fs::exists(pack_file(out_));
        condition.trials.push_back(stays ? TrialState::damaged : TrialState::waiting);
        continue;
      }
      condition.trials.push_back(!glance            ? TrialState::waiting
                                 : glance->finished ? TrialState::finished
                                                    : TrialState::begun);
      if (!glance) continue;
      condition.scores.push_back(glance->score);
      const std::uint64_t rank = glance->finished ? 0 : glance->generations;
      if (rank >= furthest) {
        furthest = rank;
        condition.curve = glance->curve;
      }
      if (glance->finished) finished_.emplace(Key{c, trial}, std::move(*glance));
    }
    view.conditions.push_back(std::move(condition));
  }
  return view;
}

}  // namespace moai
