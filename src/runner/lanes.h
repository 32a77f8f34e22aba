#pragma once
// The trials that a group of ranks advances side by side, so that their children are evaluated in
// one batch.

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "runner/problem_cache.h"
#include "runner/trial_run.h"

namespace moai {

class Lanes {
 public:
  /// `next`: the next trial to run, the same on all ranks of the group; nothing when none is left.
  using NextTicket = std::function<std::optional<TrialTicket>()>;

  /// Called when this rank begins to compute, and (`waits`) to meet the others of its group.
  using Beat = std::function<void(bool waits)>;

  Lanes(const RunSetting& setting, ProblemCache& problems, Communicator& group, std::size_t width,
        NextTicket next, Beat beat)
      : setting_(&setting),
        problems_(&problems),
        group_(&group),
        width_(width),
        next_(std::move(next)),
        beat_(std::move(beat)) {}

  /// Fills empty lanes. False when no trial is in hand and none is left.
  bool fill();
  /// One generation of every trial. Returns the trials that reached their end (already recorded).
  std::size_t advance();
  /// Commits what is due, or everything.
  void commit(bool everything);

  const std::vector<std::unique_ptr<TrialRun>>& trials() const { return trials_; }
  /// Children evaluated by this rank so far.
  std::uint64_t evaluations() const { return evaluations_; }

 private:
  const RunSetting* setting_;
  ProblemCache* problems_;
  Communicator* group_;
  std::size_t width_;
  NextTicket next_;
  Beat beat_;
  bool exhausted_ = false;
  std::vector<std::unique_ptr<TrialRun>> trials_;
  std::uint64_t evaluations_ = 0;
};

}  // namespace moai
