#pragma once
// What a rank records of its islands' generations: rows of the history and of populations, pictures
// of the best and of everyone.
//
//   recorder.record(moment, finished, islands, effort, seconds);   // after every generation
//   TrialRecord rows = recorder.take();                            // at a commit

#include <cstdint>
#include <vector>

#include "runner/local_islands.h"
#include "runner/trial_context.h"

namespace moai {

class GenerationRecorder {
 public:
  /// `context` outlives this object.
  explicit GenerationRecorder(const TrialContext& context) : context_(&context) {}

  /// Records what is due. Collective where an island is sharded. `finished`: it is the last
  /// generation. `effort`: of the trial, which is that of its sharded island.
  void record(const Moment& moment, bool finished, LocalIslands& islands, const Effort& effort,
              double seconds);

  std::vector<SeedRow>& seeding() { return rows_.seeding; }
  std::vector<FailureRow>& failures() { return rows_.failures; }
  double best_score() const { return best_score_; }  ///< of the last row of the history

  /// Everything since it was last taken.
  TrialRecord take() { return std::exchange(rows_, {}); }

 private:
  bool due(std::int64_t every) const;
  /// Whether this generation is one of so many, spread evenly over the trial.
  bool picture_due(std::int64_t times) const;
  void record_history(LocalIslands& islands, const Effort& effort, double seconds);
  void record_population(const LocalIslands& islands);
  void record_snapshot(const LocalIslands& islands);
  /// Draws everyone who holds a place here.
  void record_map(const LocalIslands& islands);
  /// All of an island, as far as a row of the history needs it, on the rank that leads it.
  std::vector<Member> recorded_members(const Algorithm& algorithm) const;

  const TrialContext* context_;
  TrialRecord rows_;
  double best_score_ = 0.0;
  Moment moment_;  // that is being recorded
  bool finished_ = false;
};

}  // namespace moai
