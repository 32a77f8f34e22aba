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

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "experiment/experiment.h"
#include "island/archipelago.h"
#include "island/rank_peers.h"
#include "parallel/communicator.h"
#include "record/trial_store.h"
#include "runner/phase_times.h"
#include "runner/rank_part.h"
#include "runner/refine_children.h"
#include "runner/trial_header.h"

namespace moai {

class TrialRun {
 public:
  /// Starts the trial, or continues it from its last valid segment.
  TrialRun(const RunSetting& setting, const TrialTicket& ticket,
           std::shared_ptr<const Problem> problem, Communicator& group);

  const Problem& problem() const { return *problem_; }
  const TrialTicket& ticket() const { return ticket_; }
  std::uint64_t generation() const { return generation_; }  ///< the next one
  std::uint64_t generations() const;                        ///< of the budget
  /// Of this rank's islands, or of all where the budget needs to know.
  std::uint64_t evaluations() const { return evaluations_; }
  std::int64_t evaluations_budget() const { return options().budget.evaluations; }
  double best_score() const { return best_score_; }  ///< of the last row of the history
  /// What the user has to be told and has not been, by the first rank: of damaged segments; of
  /// fitness that is not a number, once in a trial, at the first commit or end after it came up.
  std::vector<std::string> take_warnings() { return std::exchange(warnings_, {}); }

  /// The genomes of this rank's children; valid until tell.
  std::vector<const Genome*> ask();
  /// Those of them that are to be refined first; the genomes stay where they are.
  std::vector<RefineTask> refine_tasks();
  /// Names of objectives that refinement leaves out.
  std::string not_refined() const {
    return left_out(options().algorithm.refine, problem_->objectives());
  }
  /// One row per genome of ask. `seconds`: this trial's share of the evaluation's time. Migrates
  /// where it is due.
  void tell(const Evaluation& evaluation, double seconds);

  /// Whether its ranks wait for one another only to commit and to finish.
  bool asynchronous() const { return is_asynchronous(options().islands); }
  /// Whether the budget is used up. Of an asynchronous trial: by this rank's generations.
  bool finished() const { return finished_; }
  /// Of an asynchronous trial: whether this rank's islands or its clock say that it may end.
  bool reached_a_target() const;
  /// By the first rank's clock; ask that rank. Where the disk is slow, commits come further apart
  /// than the user wished, so that they take no more than a tenth of the time.
  bool commit_due() const;
  bool commits_every_generation() const { return options().record.commit_every == 0.0; }
  /// Writes a segment.
  void commit();
  /// Writes the trial file.
  void finish();
  /// No more generations: the trial was finished, or committed for the last time by this job.
  void close() { archipelago_->close(); }

 private:
  const TrialOptions& options() const;
  bool sharded() const;
  /// Whether this rank counts and records its islands: of a sharded island one rank does.
  bool leads() const;
  void make_islands();
  /// With the overrides of that island.
  const TrialOptions& options_of(std::uint32_t island) const;
  void restore(const Checkpoint& checkpoint);
  std::vector<const Genome*> vary();
  void plant_seeds(std::size_t island);
  Moment moment() const;
  double wall_seconds() const;

  void count_events();
  bool reached_the_end();
  /// All of an island, as far as a row of the history needs it, on the rank that leads it.
  std::vector<Member> recorded_members(const Algorithm& algorithm) const;
  void record_generation();
  void record_population();
  void record_snapshot();
  /// Draws everyone who holds a place here.
  void record_map();
  bool history_due() const;
  bool population_due() const;
  /// Whether this generation is one of so many, spread evenly over the trial.
  bool snapshot_due(std::int64_t times) const;
  std::optional<std::vector<Image>> pictures(std::span<const Genome* const> genomes) const;
  RankPart take_part();
  /// What the ranks' parts say, less rows of the history that not all islands have come to.
  TrialRecord new_record(const std::vector<RankPart>& parts);
  void warn_of(const NanCount& nans, std::uint64_t evaluations);

  const RunSetting* setting_;
  TrialTicket ticket_;
  std::shared_ptr<const Problem> problem_;
  Communicator* group_;
  RankPeers peers_;  // of a sharded island
  RandomSource random_;
  TrialStore store_;
  std::vector<std::unique_ptr<GenomeSpace>> spaces_;  // of islands with `overrides`
  std::unique_ptr<Archipelago> archipelago_;
  std::vector<std::vector<Child>> children_;  // by local island
  std::vector<IslandCount> counts_;           // by local island
  std::vector<std::size_t> counted_;          // by local island: events that are in counts_
  std::vector<HistoryRow> history_;           // since the last commit
  std::vector<PopulationRow> population_;     // since the last commit
  std::vector<SeedRow> seeding_;              // since the last commit
  std::vector<HistoryRow> early_rows_;        // first rank: of generations that some have to do yet
  std::vector<SnapshotCandidate> snapshots_;  // since the last commit
  std::vector<Portrait> portraits_;           // since the last commit
  PhaseTimes times_;
  NanCount nans_;  // of this rank; the first one's begin with those before a resume
  bool warned_of_nans_ = false;
  std::vector<std::string> warnings_;
  std::uint64_t generation_ = 0;
  std::uint64_t evaluations_ = 0;
  std::uint64_t gradient_steps_ = 0;
  double best_score_ = 0.0;
  bool finished_ = false;
  double earlier_seconds_ = 0.0;
  std::string created_;  // when this process began with it, ISO 8601
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point committed_;  // the end of the last commit
  double commit_seconds_ = 0.0;                      // that it took
};

}  // namespace moai
