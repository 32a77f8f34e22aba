#pragma once
// The trials that a group of ranks advances side by side, so that their children are evaluated in
// one batch. Trials whose islands migrate asynchronously are not mixed with others: among them the
// ranks meet only when free_ranks.h calls.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "runner/free_ranks.h"
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
        NextTicket next, Beat beat);

  /// Fills empty lanes. False when no trial is in hand and none is left.
  bool fill();
  /// One generation of every trial.
  void advance();
  /// After it: finishes trials that are over and commits what is due. Where a rank of the group
  /// wants to stop, commits all and returns true: then no generation may follow.
  bool meet(bool stop);
  /// Collective, after the last generation.
  void close();

  const std::vector<std::unique_ptr<TrialRun>>& trials() const { return trials_; }
  /// Children evaluated by this rank so far.
  std::uint64_t evaluations() const { return evaluations_; }
  /// Trials that reached their end (already recorded).
  std::uint64_t finished() const { return finished_; }

 private:
  bool is_asynchronous(const TrialTicket& ticket) const;
  bool meet_at_the_same_time(bool stop);
  bool meet_when_called(bool stop);
  /// First rank only.
  std::int64_t generations_until_a_meeting();
  void finish(std::size_t lane);

  const RunSetting* setting_;
  ProblemCache* problems_;
  Communicator* group_;
  std::size_t width_;
  NextTicket next_;
  Beat beat_;
  std::optional<FreeRanks> free_ranks_;  // where a trial of the experiment is asynchronous
  std::optional<TrialTicket> ticket_;    // taken, but it cannot begin among those in hand
  bool exhausted_ = false;
  std::set<std::string> told_;  // what refinement leaves out
  bool asynchronous_ = false;                // the trials in hand
  std::int64_t generations_to_meeting_ = 1;  // the same on all ranks
  std::int64_t generations_at_meeting_ = 0;  // done since the ranks met
  std::chrono::steady_clock::time_point met_ = std::chrono::steady_clock::now();
  bool idle_ = false;  // the generation before had nothing to do
  std::vector<std::unique_ptr<TrialRun>> trials_;
  std::uint64_t evaluations_ = 0;
  std::uint64_t finished_ = 0;
};

}  // namespace moai
