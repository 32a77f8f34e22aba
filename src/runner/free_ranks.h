#pragma once
// The ranks of a group whose islands do not wait for one another: who calls them together to
// commit, to finish a trial, to stop. They report to the first rank and are called by it through
// letters, so between two calls nobody waits for anybody.
//
//   FreeRanks ranks(group);                                // collective
//   if (const auto call = ranks.next_call(trials, stop))   // after every generation
//     ...                                                  // what it says, collectively
//
// Calls reach all ranks in the same order. A rank that computes answers at the end of its
// generation.

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "parallel/post.h"
#include "runner/trial_run.h"

namespace moai {

class FreeRanks {
 public:
  enum class Wish : std::uint8_t { commit, finish, stop };
  /// `trial` is not looked at when all stop.
  struct Call {
    Wish wish = Wish::commit;
    TrialTicket trial;
  };

  /// The communicator outlives this object.
  explicit FreeRanks(Communicator& group);

  /// The next call, if one has come. `stop`: what the first rank thinks of stopping.
  std::optional<Call> next_call(const std::vector<std::unique_ptr<TrialRun>>& trials, bool stop);
  /// Collective, after the last call.
  void close() { post_->close(); }

 private:
  /// How far a rank is with a trial.
  struct Report {
    TrialTicket trial;
    std::uint64_t evaluations = 0;
    bool finished = false;  ///< its islands have done all generations
    bool reached = false;   ///< a target or the wall time
  };
  void report(const TrialRun& trial);
  void note(int rank, const Report& report);
  bool is_over(const TrialRun& trial) const;
  void lead(const std::vector<std::unique_ptr<TrialRun>>& trials, bool stop);
  void call(const Call& call);

  Communicator* group_;
  std::unique_ptr<Post> post_;
  std::vector<Call> calls_;  // that have come and were not returned
  /// By trial and rank; of ranks other than the first only what they said themselves.
  std::map<std::pair<std::size_t, std::uint32_t>, std::vector<Report>> reports_;
};

}  // namespace moai
