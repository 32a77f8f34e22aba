#pragma once
// The islands of a trial that live on this rank: their children, their counts, what fails on them.
//
//   LocalIslands islands(context);
//   auto genomes = islands.ask(moment, times);
//   islands.tell(moment, problem.evaluate(genomes));
//
// An island that has done this generation already (asynchronous ones after a resume) rests.

#include <cstdint>
#include <memory>
#include <vector>

#include "island/archipelago.h"
#include "island/rank_peers.h"
#include "record/trial_record.h"
#include "runner/phase_times.h"
#include "runner/rank_part.h"
#include "runner/refine_children.h"
#include "runner/trial_context.h"

namespace moai {

class LocalIslands {
 public:
  /// `context` outlives this object.
  explicit LocalIslands(const TrialContext& context);

  /// Returns the first generation that one of them has not done.
  std::uint64_t restore(const Checkpoint& checkpoint);

  /// The genomes of all children; valid until tell.
  std::vector<const Genome*> ask(const Moment& moment, PhaseTimes& times);
  /// The problem's seeds take the place of the first random genomes; algorithms evolve them like
  /// any others. Appends to `seeding` where they stood on their way.
  void plant_seeds(std::vector<SeedRow>& seeding);
  /// Those children that are to be refined first; the genomes stay where they are.
  std::vector<RefineTask> refine_tasks(const Moment& moment, PhaseTimes& times);
  /// One row per genome of ask. Appends to `failed` those that could not be evaluated.
  void tell(const Moment& moment, const Evaluation& evaluation, std::vector<FailureRow>& failed);
  void migrate(const Moment& moment) { archipelago_->migrate(moment); }
  /// Adds what happened in this generation to the counts.
  void count_events();

  bool empty() const { return islands().empty(); }
  const std::vector<Island>& islands() const { return archipelago_->islands(); }
  IslandCount& count(std::size_t island) { return own_[island].count; }
  Effort effort() const;  ///< of all of them
  double best_score() const;

  /// What happened since it was last taken.
  EventLog take_events();
  /// For a commit, for the end.
  std::vector<IslandPart> states() const;
  std::vector<IslandPart> members() const;

  /// No more generations.
  void close() { archipelago_->close(); }

 private:
  /// What belongs to an island beside its algorithm.
  struct Own {
    std::vector<Child> children;
    IslandCount count;
    std::size_t counted = 0;  // events that are in the count
  };

  std::vector<IslandPart> parts() const;

  const TrialContext* context_;
  RankPeers peers_;                                   // of a sharded island
  std::vector<std::unique_ptr<GenomeSpace>> spaces_;  // of islands with `overrides`
  std::unique_ptr<Archipelago> archipelago_;
  std::vector<Own> own_;
};

}  // namespace moai
