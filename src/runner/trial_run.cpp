#include "runner/trial_run.h"

#include <algorithm>
#include <iterator>

#include "record/layout.h"
#include "runner/champion.h"
#include "runner/early_rows.h"
#include "runner/merge_parts.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

using Clock = std::chrono::steady_clock;

// What fails on an island says on which.
template <class Work>
auto on_island(std::uint32_t island, const Work& work) {
  const auto name = [&](const std::exception& error) {
    return concat("island ", island, ": ", error.what());
  };
  try {
    return work();
  } catch (const UserError& error) {
    throw UserError(name(error));
  } catch (const std::exception& error) {
    throw SystemError(name(error));
  }
}

}  // namespace

TrialRun::TrialRun(const RunSetting& setting, const TrialTicket& ticket,
                   std::shared_ptr<const Problem> problem, Communicator& group)
    : setting_(&setting),
      ticket_(ticket),
      problem_(std::move(problem)),
      group_(&group),
      peers_(group),
      random_(random_source(*setting.experiment, ticket)),
      store_(setting.out, identity_of(*setting.experiment, ticket)),
      created_(now_iso8601()),
      started_(Clock::now()),
      committed_(started_) {
  make_islands();
  Bytes found;
  if (group_->rank() == 0) {
    const GenomeSpace& space = problem_->genome_space();
    if (const auto checkpoint =
            store_.resume([&](const Genome& genome) { return space.defect(genome); })) {
      times_ = checkpoint->timing;
      nans_ = checkpoint->nans;
      warned_of_nans_ = nans_.evaluations > 0;
      found = to_bytes(*checkpoint);
    }
    warnings_ = store_.take_warnings();
  }
  group_->broadcast(found, 0);
  if (!found.empty()) restore(to_checkpoint(found));
  if (asynchronous()) finished_ = archipelago_->islands().empty() || generation_ >= generations();
}

const TrialOptions& TrialRun::options() const {
  return setting_->experiment->conditions[ticket_.condition].options;
}

bool TrialRun::sharded() const {
  return options().islands.mode == IslandMode::sharded;
}

bool TrialRun::leads() const {
  return !sharded() || group_->rank() == 0;
}

std::uint64_t TrialRun::generations() const {
  return static_cast<std::uint64_t>(options().budget.generations);
}

const TrialOptions& TrialRun::options_of(std::uint32_t island) const {
  for (const auto& variant : setting_->experiment->conditions[ticket_.condition].variants)
    if (std::ranges::find(variant.islands, island) != variant.islands.end()) return variant.options;
  return options();
}

void TrialRun::make_islands() {
  std::vector<Island> islands;
  for (std::uint32_t number = 0; number < options().islands.count; ++number) {
    if (!Archipelago::lives_on(number, options().islands, *group_)) continue;
    AlgorithmContext context;
    context.space = &problem_->genome_space();
    for (const ObjectiveInfo& objective : problem_->objectives())
      context.objective_names.push_back(objective.name);
    context.normalisation = &problem_->normalisation();
    context.random = random_;
    context.random.island = number;
    if (sharded()) context.peers = &peers_;
    const TrialOptions& own = options_of(number);
    if (&own != &options()) {
      spaces_.push_back(own.problem->make_space(*problem_));
      context.space = spaces_.back().get();
    }
    islands.push_back({number, make_algorithm(own.algorithm, context), {}});
  }
  children_.resize(islands.size());
  counts_.resize(islands.size());
  counted_.resize(islands.size());
  archipelago_ =
      std::make_unique<Archipelago>(options().islands, random_, *group_, std::move(islands));
}

void TrialRun::restore(const Checkpoint& checkpoint) {
  generation_ = checkpoint.generation + 1;
  evaluations_ = checkpoint.evaluations;
  gradient_steps_ = checkpoint.gradient_steps;
  earlier_seconds_ = checkpoint.wall_seconds;
  if (group_->rank() == 0)
    early_rows_ = early_rows_from(checkpoint.numbers, checkpoint.islands.size());
  auto& islands = archipelago_->islands();
  if (asynchronous()) generation_ = generations();
  for (std::size_t i = 0; i < islands.size(); ++i) {
    islands[i].algorithm->restore(checkpoint.islands.at(islands[i].number));
    const IslandCount count = count_from(checkpoint.numbers, islands[i].number);
    if (leads()) counts_[i] = count;
    islands[i].begins = count.generations;
    generation_ = std::min(generation_, count.generations);
  }
}

Moment TrialRun::moment() const {
  const auto last = static_cast<double>(generations()) - 1.0;
  return {generation_, last > 0.0 ? std::min(1.0, static_cast<double>(generation_) / last) : 0.0};
}

double TrialRun::wall_seconds() const {
  return earlier_seconds_ + std::chrono::duration<double>(Clock::now() - started_).count();
}

// The problem's seeds take the place of the first random genomes; algorithms evolve them like any
// others. `island` counts those that live here.
void TrialRun::plant_seeds(std::size_t island) {
  const PhaseTimer timer(times_, "seed");
  const std::uint32_t number = archipelago_->islands()[island].number;
  const AlgorithmOptions& algorithm = options_of(number).algorithm;
  RandomSource random = random_;
  random.island = number;
  const std::size_t everyone = algorithms()[algorithm.type].children(algorithm, 0);
  SeedGenomes seeds = problem_->seeds(everyone, random);
  for (Child& child : children_[island])
    if (child.id.index() < seeds.genomes.size())
      child.genome = std::move(seeds.genomes[child.id.index()]);
  if (!leads()) return;
  counts_[island].gradient_steps += seeds.gradient_steps;
  for (SeedStep& step : seeds.path)
    seeding_.push_back({number, step.seed, step.step, std::move(step.fitness)});
}

std::vector<const Genome*> TrialRun::ask() {
  std::vector<const Genome*> genomes = vary();
  if (generation_ == 0)
    for (std::size_t i = 0; i < children_.size(); ++i) plant_seeds(i);
  return genomes;
}

std::vector<const Genome*> TrialRun::vary() {
  const PhaseTimer timer(times_, "vary");
  std::vector<const Genome*> genomes;
  auto& islands = archipelago_->islands();
  for (std::size_t i = 0; i < islands.size(); ++i) {
    if (islands[i].rests(moment())) continue;
    children_[i] =
        on_island(islands[i].number, [&] { return islands[i].algorithm->ask(moment()); });
    for (const Child& child : children_[i]) genomes.push_back(&child.genome);
  }
  return genomes;
}

std::vector<RefineTask> TrialRun::refine_tasks() {
  std::vector<RefineTask> tasks;
  const auto& islands = archipelago_->islands();
  for (std::size_t i = 0; i < islands.size(); ++i) {
    const RefineOptions& refine = options_of(islands[i].number).algorithm.refine;
    const Descent descent = descent_at(refine, generation_, moment().progress);
    if (descent.steps == 0) continue;
    tasks.push_back(
        {descent, children_[i],
         refine_weights(refine, *islands[i].algorithm, children_[i], problem_->objectives()),
         &counts_[i].gradient_steps, &times_});
  }
  return tasks;
}

void TrialRun::tell(const Evaluation& evaluation, double seconds) {
  times_["evaluate"] += seconds;
  nans_.add(evaluation.fitness, generation_);
  {
    const PhaseTimer timer(times_, "vote");
    std::size_t first = 0;
    auto& islands = archipelago_->islands();
    for (std::size_t i = 0; i < islands.size(); ++i) {
      if (islands[i].rests(moment())) continue;
      const std::size_t count = children_[i].size();
      on_island(islands[i].number, [&] {
        islands[i].algorithm->tell(moment(), std::move(children_[i]),
                                   rows(evaluation, first, count), islands[i].events);
      });
      counts_[i].evaluations += count;
      counts_[i].generations = generation_ + 1;
      first += count;
    }
  }
  {
    const PhaseTimer timer(times_, "migrate");
    archipelago_->migrate(moment());
  }
  const PhaseTimer timer(times_, "record");
  count_events();
  finished_ = reached_the_end();
  if (history_due()) record_generation();
  if (population_due()) record_population();
  if (snapshot_due(options().record.images)) record_snapshot();
  if (snapshot_due(options().record.maps)) record_map();
  ++generation_;
}

void TrialRun::count_events() {
  auto& islands = archipelago_->islands();
  for (std::size_t i = 0; i < islands.size(); ++i) {
    const auto& rows = islands[i].events.replacements;
    for (; counted_[i] < rows.size(); ++counted_[i]) {
      const Replacement& row = rows[counted_[i]];
      if (row.kind != ReplacementKind::child) continue;
      ++counts_[i].replacements;
      if (row.cell != row.from_cell) ++counts_[i].jumps;
    }
    if (options().record.lineage == Lineage::none) islands[i].events.births.clear();
  }
}

bool TrialRun::reached_a_target() const {
  const BudgetOptions& budget = options().budget;
  bool reached = false;
  if (budget.target_score > 0.0)
    for (const Island& island : archipelago_->islands())
      reached |= champion_of(island.algorithm->members(), problem_->normalisation()).score >=
                 budget.target_score;
  if (budget.wall_time > 0.0 && group_->rank() == 0) reached |= wall_seconds() >= budget.wall_time;
  return reached;
}

// All ranks of the group decide alike, from figures that do not depend on how many they are; only
// the wall time of the first rank does, and that limit is documented as not reproducible.
bool TrialRun::reached_the_end() {
  const BudgetOptions& budget = options().budget;
  // Evaluations, gradient steps, ranks that have reached a target.
  std::array<std::int64_t, 3> sums{0, 0, 0};
  for (const IslandCount& count : counts_) {
    sums[0] += static_cast<std::int64_t>(count.evaluations);
    sums[1] += static_cast<std::int64_t>(count.gradient_steps);
  }
  const bool last = generation_ + 1 >= generations();
  // Where the budget is a number of generations, ranks need not meet to know that it is used up.
  const bool counts_alone =
      budget.evaluations == 0 && budget.target_score == 0.0 && budget.wall_time == 0.0;
  if (!asynchronous() && (sharded() || !counts_alone)) {
    if (!last) sums[2] = reached_a_target() ? 1 : 0;
    group_->add_up(sums);
  }
  evaluations_ = static_cast<std::uint64_t>(sums[0]);
  gradient_steps_ = static_cast<std::uint64_t>(sums[1]);
  if (last || asynchronous() || counts_alone) return last;
  return sums[2] > 0 || (budget.evaluations > 0 && sums[0] >= budget.evaluations);
}

RankPart TrialRun::take_part() {
  RankPart part;
  auto& islands = archipelago_->islands();
  for (std::size_t i = 0; i < islands.size(); ++i) {
    IslandPart island;
    island.number = islands[i].number;
    island.events = std::exchange(islands[i].events, {});
    island.count = counts_[i];
    counted_[i] = 0;
    part.islands.push_back(std::move(island));
  }
  part.history = std::exchange(history_, {});
  part.population = std::exchange(population_, {});
  part.seeding = std::exchange(seeding_, {});
  part.snapshots = std::exchange(snapshots_, {});
  part.portraits = std::exchange(portraits_, {});
  part.nans = nans_;
  return part;
}

bool TrialRun::commit_due() const {
  const double since = std::chrono::duration<double>(Clock::now() - committed_).count();
  const double every = options().record.commit_every;
  return since >= every && (every == 0.0 || since >= 9.0 * commit_seconds_);
}

void TrialRun::commit() {
  const PhaseTimer timer(times_, "record");
  const auto start = Clock::now();
  RankPart part = take_part();
  for (std::size_t i = 0; i < part.islands.size(); ++i)
    part.islands[i].state = archipelago_->islands()[i].algorithm->save();
  const auto parts = gather(std::move(part), *group_);
  if (group_->rank() != 0) return;

  const TrialRecord record = new_record(parts);
  Checkpoint checkpoint;
  checkpoint.wall_seconds = wall_seconds();
  checkpoint.timing = times_;
  checkpoint.nans = merged_nans(parts);
  merge_states(parts, static_cast<std::size_t>(options().islands.count), checkpoint);
  add_early_rows(early_rows_, checkpoint);
  store_.commit(trial_header(*setting_, ticket_, *problem_, created_), record, checkpoint);
  std::ranges::move(store_.take_warnings(), std::back_inserter(warnings_));
  committed_ = Clock::now();
  commit_seconds_ = std::chrono::duration<double>(committed_ - start).count();
  warn_of(checkpoint.nans, checkpoint.evaluations);
}

TrialRecord TrialRun::new_record(const std::vector<RankPart>& parts) {
  TrialRecord record = merged_record(parts);
  record.history.insert(record.history.begin(), early_rows_.begin(), early_rows_.end());
  early_rows_ = take_early_rows(record.history, static_cast<std::size_t>(options().islands.count));
  return record;
}

void TrialRun::finish() {
  const PhaseTimer timer(times_, "record");
  RankPart part = take_part();
  for (std::size_t i = 0; i < part.islands.size(); ++i) {
    const Algorithm& algorithm = *archipelago_->islands()[i].algorithm;
    part.islands[i].members = algorithm.members();
    const auto mask = algorithm.objective_mask();
    part.islands[i].mask.assign(mask.begin(), mask.end());
  }
  part.timing = times_;
  const auto parts = gather(std::move(part), *group_);
  if (group_->rank() != 0) return;

  const TrialRecord record = new_record(parts);
  FinalRecord final;
  final.generations = completed(parts);
  final.evaluations = evaluations_of(parts);
  final.gradient_steps = gradient_steps_of(parts);
  final.wall_seconds = wall_seconds();
  final.timing = times_;
  for (const RankPart& each : parts) final.rank_timing.push_back(each.timing);
  final.nans = merged_nans(parts);
  merge_members(parts, static_cast<std::size_t>(options().islands.count), problem_->normalisation(),
                final);
  std::vector<const Genome*> genomes;
  for (const IndividualPointer& individual : distinct_individuals(final.members))
    genomes.push_back(&individual->genome);
  if (auto images = pictures(genomes)) final.images = std::move(*images);
  if (final.champion) {
    const Genome* genome = &final.champion->genome;
    if (auto images = pictures({&genome, 1})) final.champion_image = std::move(images->front());
  }
  final.target = problem_->target();
  final.finished = now_iso8601();
  store_.finish(trial_header(*setting_, ticket_, *problem_, created_), record, final);
  std::ranges::move(store_.take_warnings(), std::back_inserter(warnings_));
  warn_of(final.nans, final.evaluations);
}

void TrialRun::warn_of(const NanCount& nans, std::uint64_t evaluations) {
  if (nans.evaluations == 0 || std::exchange(warned_of_nans_, true)) return;
  warnings_.push_back(
      nan_warning(identity_of(*setting_->experiment, ticket_), *problem_, nans, evaluations));
}

}  // namespace moai
