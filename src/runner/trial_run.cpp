#include "runner/trial_run.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "record/layout.h"
#include "runner/early_rows.h"
#include "runner/merge_parts.h"
#include "support/field_stream.h"

namespace moai {

TrialRun::TrialRun(const RunSetting& setting, const TrialTicket& ticket,
                   std::shared_ptr<const Problem> problem, Communicator& group)
    : context_{&setting, ticket, std::move(problem), &group,
               random_source(*setting.experiment, ticket)},
      store_(setting.out, identity_of(*setting.experiment, ticket)),
      islands_(context_),
      recorder_(context_),
      created_(now_iso8601()) {
  ByteWriter found;
  if (group.rank() == 0) {
    const GenomeSpace& space = this->problem().genome_space();
    if (const auto checkpoint =
            store_.resume([&](const Genome& genome) { return space.defect(genome); })) {
      times_ = checkpoint->usage.timing;
      nans_ = checkpoint->usage.nans;
      warned_of_nans_ = nans_.evaluations > 0;
      early_rows_ = checkpoint->early_history;
      put(found, *checkpoint);
    }
    warnings_ = store_.take_warnings();
  }
  Bytes bytes = found.take();
  group.broadcast(bytes, 0);
  if (!bytes.empty()) {
    ByteReader in(bytes);
    restore(get<Checkpoint>(in));
  }
  if (asynchronous()) finished_ = islands_.empty() || generation_ >= generations();
}

void TrialRun::restore(const Checkpoint& checkpoint) {
  generation_ = asynchronous() ? generations() : checkpoint.generation + 1;
  generation_ = std::min(generation_, islands_.restore(checkpoint));
  effort_ = checkpoint.usage.effort;
  clock_.continue_from(checkpoint.usage.wall_seconds);
}

std::vector<const Genome*> TrialRun::ask() {
  std::vector<const Genome*> genomes = islands_.ask(moment(), times_);
  if (generation_ == 0) {
    const PhaseTimer timer(times_, "seed");
    islands_.plant_seeds(recorder_.seeding());
  }
  return genomes;
}

void TrialRun::tell(const Evaluation& evaluation, double seconds) {
  times_["evaluate"] += seconds;
  nans_.add(evaluation.fitness, generation_);
  {
    const PhaseTimer timer(times_, "vote");
    islands_.tell(moment(), evaluation, recorder_.failures());
  }
  {
    const PhaseTimer timer(times_, "migrate");
    islands_.migrate(moment());
  }
  const PhaseTimer timer(times_, "record");
  islands_.count_events();
  finished_ = reached_the_end();
  recorder_.record(moment(), finished_, islands_, effort_, clock_.seconds());
  ++generation_;
}

bool TrialRun::reached_a_target() const {
  const BudgetOptions& budget = options().budget;
  if (budget.target_score > 0.0 && islands_.best_score() >= budget.target_score) return true;
  return budget.wall_time > 0.0 && context_.group->rank() == 0 &&
         clock_.seconds() >= budget.wall_time;
}

// All ranks of the group decide alike, from figures that do not depend on how many they are; only
// the wall time of the first rank does, and that limit is documented as not reproducible.
bool TrialRun::reached_the_end() {
  const BudgetOptions& budget = options().budget;
  effort_ = islands_.effort();
  const bool last = generation_ + 1 >= generations();
  // Where the budget is a number of generations, ranks need not meet to know that it is used up.
  const bool counts_alone =
      budget.evaluations == 0 && budget.target_score == 0.0 && budget.wall_time == 0.0;
  bool at_target = false;
  if (!asynchronous() && (context_.sharded() || !counts_alone)) {
    // The efforts, and the ranks that have reached a target.
    std::vector<std::int64_t> sums;
    each_field(Effort::fields(), [&](const auto& field) {
      sums.push_back(static_cast<std::int64_t>(effort_.*field.member));
    });
    sums.push_back(!last && reached_a_target() ? 1 : 0);
    context_.group->add_up(sums);
    auto sum = sums.begin();
    each_field(Effort::fields(), [&](const auto& field) {
      effort_.*field.member = static_cast<std::uint64_t>(*sum++);
    });
    at_target = *sum > 0;
  }
  if (last || asynchronous() || counts_alone) return last;
  return at_target || (budget.evaluations > 0 &&
                       static_cast<std::int64_t>(effort_.evaluations) >= budget.evaluations);
}

RankPart TrialRun::take_part(std::vector<IslandPart> islands) {
  RankPart part;
  part.islands = std::move(islands);
  part.record = recorder_.take();
  part.record.events = islands_.take_events();
  part.timing = times_;
  part.nans = nans_;
  return part;
}

TrialRecord TrialRun::new_record(const std::vector<RankPart>& parts) {
  TrialRecord record = merged_record(parts);
  record.history.insert(record.history.begin(), early_rows_.begin(), early_rows_.end());
  early_rows_ = take_early_rows(record.history, static_cast<std::size_t>(options().islands.count));
  return record;
}

Usage TrialRun::usage_of(const std::vector<RankPart>& parts) const {
  Usage usage = merged_usage(parts);
  usage.wall_seconds = clock_.seconds();
  usage.timing = times_;
  return usage;
}

TrialHeader TrialRun::header() const {
  return trial_header(*context_.setting, context_.ticket, problem(), created_);
}

void TrialRun::commit() {
  const PhaseTimer timer(times_, "record");
  const auto begun = TrialClock::Clock::now();
  const auto parts = gather(take_part(islands_.states()), *context_.group);
  if (context_.group->rank() != 0) return;

  const TrialRecord record = new_record(parts);
  Checkpoint checkpoint;
  checkpoint.generation = completed(parts) - 1;
  checkpoint.usage = usage_of(parts);
  checkpoint.islands = merged_states(parts, static_cast<std::size_t>(options().islands.count));
  checkpoint.early_history = early_rows_;
  store_.commit(header(), record, checkpoint);
  std::ranges::move(store_.take_warnings(), std::back_inserter(warnings_));
  clock_.committed(begun);
  warn_of(checkpoint.usage);
}

void TrialRun::finish() {
  const PhaseTimer timer(times_, "record");
  const auto parts = gather(take_part(islands_.members()), *context_.group);
  if (context_.group->rank() != 0) return;

  const TrialRecord record = new_record(parts);
  FinalRecord final;
  final.generations = completed(parts);
  final.usage = usage_of(parts);
  for (const RankPart& each : parts) final.rank_timing.push_back(each.timing);
  merge_members(parts, static_cast<std::size_t>(options().islands.count), problem().normalisation(),
                final);
  std::vector<const Genome*> genomes;
  for (const IndividualPointer& individual : distinct_individuals(final.members))
    genomes.push_back(&individual->genome);
  if (auto images = context_.pictures(genomes)) final.images = std::move(*images);
  if (final.champion) {
    const Genome* genome = &final.champion->genome;
    if (auto images = context_.pictures({&genome, 1}))
      final.champion_image = std::move(images->front());
  }
  final.target = problem().target();
  final.finished = now_iso8601();
  store_.finish(header(), record, final);
  std::ranges::move(store_.take_warnings(), std::back_inserter(warnings_));
  warn_of(final.usage);
}

void TrialRun::warn_of(const Usage& usage) {
  if (usage.nans.evaluations == 0 || std::exchange(warned_of_nans_, true)) return;
  warnings_.push_back(nan_warning(identity_of(*context_.setting->experiment, context_.ticket),
                                  problem(), usage.nans, usage.effort.evaluations));
}

}  // namespace moai
