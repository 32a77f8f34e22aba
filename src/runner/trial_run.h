#pragma once
// One trial under way, on the ranks of one group: its islands, its record, its place in the budget.
//
//   TrialRun trial(setting, ticket, problem, group);
//   while (!trial.finished()) {
//     auto genomes = trial.ask();
//     trial.tell(problem->evaluate(genomes), seconds);
//     if (trial.finished()) trial.finish(); else if (trial.commit_due()) trial.commit();
//   }
//
// Every member function but the const ones is collective over the group; the first rank writes. Of
// an asynchronous trial ask and tell are not: every rank goes at its own pace, and generation_ is
// that of the rank's islands.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "experiment/experiment.h"
#include "parallel/communicator.h"
#include "record/trial_store.h"
#include "runner/generation_recorder.h"
#include "runner/local_islands.h"
#include "runner/phase_times.h"
#include "runner/rank_part.h"
#include "runner/refine_children.h"
#include "runner/trial_clock.h"
#include "runner/trial_context.h"

namespace moai {

class TrialRun {
 public:
  /// Starts the trial, or continues it from its last valid segment.
  TrialRun(const RunSetting& setting, const TrialTicket& ticket,
           std::shared_ptr<const Problem> problem, Communicator& group);

  // Its parts refer to one another.
  TrialRun(const TrialRun&) = delete;
  TrialRun& operator=(const TrialRun&) = delete;

  const Problem& problem() const { return *context_.problem; }
  const TrialTicket& ticket() const { return context_.ticket; }
  std::uint64_t generation() const { return generation_; }              ///< the next one
  std::uint64_t generations() const { return context_.generations(); }  ///< of the budget
  /// Of this rank's islands, or of all where the budget needs to know.
  std::uint64_t evaluations() const { return effort_.evaluations; }
  std::int64_t evaluations_budget() const { return options().budget.evaluations; }
  double best_score() const { return recorder_.best_score(); }  ///< of the last row of the history
  /// What the user has to be told and has not been, by the first rank: of damaged segments; of
  /// fitness that is not a number, once in a trial, at the first commit or end after it came up.
  std::vector<std::string> take_warnings() { return std::exchange(warnings_, {}); }

  /// The genomes of this rank's children; valid until tell.
  std::vector<const Genome*> ask();
  /// Those of them that are to be refined first; the genomes stay where they are.
  std::vector<RefineTask> refine_tasks() { return islands_.refine_tasks(moment(), times_); }
  /// Names of objectives that refinement leaves out.
  std::string not_refined() const {
    return left_out(options().algorithm->refine, problem().objectives());
  }
  /// One row per genome of ask. `seconds`: this trial's share of the evaluation's time. Migrates
  /// where it is due.
  void tell(const Evaluation& evaluation, double seconds);

  /// Whether its ranks wait for one another only to commit and to finish.
  bool asynchronous() const { return context_.asynchronous(); }
  /// Whether the budget is used up. Of an asynchronous trial: by this rank's generations.
  bool finished() const { return finished_; }
  /// Of an asynchronous trial: whether this rank's islands or its clock say that it may end.
  bool reached_a_target() const;
  /// By the first rank's clock; ask that rank.
  bool commit_due() const { return clock_.commit_due(options().record.commit_every); }
  bool commits_every_generation() const { return options().record.commit_every == 0.0; }
  /// Writes a segment.
  void commit();
  /// Writes the trial file.
  void finish();
  /// No more generations: the trial was finished, or committed for the last time by this job.
  void close() { islands_.close(); }

 private:
  const TrialOptions& options() const { return context_.options(); }
  Moment moment() const { return context_.moment(generation_); }
  void restore(const Checkpoint& checkpoint);
  bool reached_the_end();
  /// What this rank has of the record since the last commit, and its islands.
  RankPart take_part(std::vector<IslandPart> islands);
  /// What the ranks' parts say, less rows of the history that not all islands have come to.
  TrialRecord new_record(const std::vector<RankPart>& parts);
  /// What the ranks' parts say has been used up.
  Usage usage_of(const std::vector<RankPart>& parts) const;
  TrialHeader header() const;
  void warn_of(const Usage& usage);

  TrialContext context_;
  TrialStore store_;
  TrialClock clock_;
  LocalIslands islands_;
  GenerationRecorder recorder_;
  std::vector<HistoryRow> early_rows_;  // first rank: of generations that some have to do yet
  PhaseTimes times_;
  NanCount nans_;  // of this rank; the first one's begin with those before a resume
  bool warned_of_nans_ = false;
  std::vector<std::string> warnings_;
  std::uint64_t generation_ = 0;
  Effort effort_;
  bool finished_ = false;
  std::string created_;  // when this process began with it, ISO 8601
};

}  // namespace moai
