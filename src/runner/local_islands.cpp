#include "runner/local_islands.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "runner/champion.h"
#include "runner/failure_row.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

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

template <class T>
void move_to(std::vector<T>& to, std::vector<T>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

LocalIslands::LocalIslands(const TrialContext& context)
    : context_(&context), peers_(*context.group) {
  const Problem& problem = *context.problem;
  const IslandOptions& options = context.options().islands;
  std::vector<Island> islands;
  for (std::uint32_t number = 0; number < options.count; ++number) {
    if (!Archipelago::lives_on(number, options, *context.group)) continue;
    AlgorithmContext own;
    own.space = &problem.genome_space();
    for (const ObjectiveInfo& objective : problem.objectives())
      own.objective_names.push_back(objective.name);
    own.normalisation = &problem.normalisation();
    own.random = context.random_of(number);
    const TrialOptions& variant = context.options_of(number);
    if (&variant != &context.options()) {
      spaces_.push_back(variant.problem->make_space(problem));
      own.space = spaces_.back().get();
    }
    const auto& algorithm = variant.algorithm;
    islands.push_back(
        {number,
         context.sharded() ? algorithm->make_shard(own, peers_) : algorithm->make(own),
         {}});
  }
  own_.resize(islands.size());
  archipelago_ = std::make_unique<Archipelago>(options, context.random, problem.normalisation(),
                                               *context.group, std::move(islands));
}

std::uint64_t LocalIslands::restore(const Checkpoint& checkpoint) {
  std::uint64_t first = std::numeric_limits<std::uint64_t>::max();
  auto& islands = archipelago_->islands();
  for (std::size_t i = 0; i < islands.size(); ++i) {
    const IslandCheckpoint& own = checkpoint.islands.at(islands[i].number);
    islands[i].algorithm->restore(own.algorithm);
    if (context_->leads()) own_[i].count = own.count;
    islands[i].begins = own.count.generations;
    first = std::min(first, own.count.generations);
  }
  return first;
}

std::vector<const Genome*> LocalIslands::ask(const Moment& moment, PhaseTimes& times) {
  const PhaseTimer timer(times, "vary");
  std::vector<const Genome*> genomes;
  auto& islands = archipelago_->islands();
  for (std::size_t i = 0; i < islands.size(); ++i) {
    if (islands[i].rests(moment)) continue;
    own_[i].children =
        on_island(islands[i].number, [&] { return islands[i].algorithm->ask(moment); });
    for (const Child& child : own_[i].children) genomes.push_back(&child.genome);
  }
  return genomes;
}

void LocalIslands::plant_seeds(std::vector<SeedRow>& seeding) {
  for (std::size_t i = 0; i < own_.size(); ++i) {
    const std::uint32_t number = islands()[i].number;
    const std::size_t everyone = context_->options_of(number).algorithm->children(0);
    SeedGenomes seeds = context_->problem->seeds(everyone, context_->random_of(number));
    for (Child& child : own_[i].children)
      if (child.id.index() < seeds.genomes.size())
        child.genome = std::move(seeds.genomes[child.id.index()]);
    if (!context_->leads()) continue;
    own_[i].count.effort.gradient_steps += seeds.gradient_steps;
    for (SeedStep& step : seeds.path)
      seeding.push_back({number, step.seed, step.step, std::move(step.fitness)});
  }
}

std::vector<RefineTask> LocalIslands::refine_tasks(const Moment& moment, PhaseTimes& times) {
  std::vector<RefineTask> tasks;
  for (std::size_t i = 0; i < own_.size(); ++i) {
    const Island& island = islands()[i];
    const RefineOptions& refine = context_->options_of(island.number).algorithm->refine;
    const Descent descent = descent_at(refine, moment.generation, moment.progress);
    if (descent.steps == 0) continue;
    tasks.push_back({descent, own_[i].children,
                     refine_weights(refine, *island.algorithm, own_[i].children,
                                    context_->problem->objectives()),
                     &own_[i].count.effort.gradient_steps, &times});
  }
  return tasks;
}

void LocalIslands::tell(const Moment& moment, const Evaluation& evaluation,
                        std::vector<FailureRow>& failed) {
  std::size_t first = 0;
  auto& islands = archipelago_->islands();
  for (std::size_t i = 0; i < islands.size(); ++i) {
    if (islands[i].rests(moment)) continue;
    const std::size_t count = own_[i].children.size();
    Evaluation own = rows(evaluation, first, count);
    for (FailedEvaluation& failure : own.failures) {
      const Child& child = own_[i].children[failure.row];
      failed.push_back(
          failure_row(moment.generation, islands[i].number, child, std::move(failure)));
    }
    own_[i].count.effort.failed_evaluations += own.failures.size();
    on_island(islands[i].number, [&] {
      islands[i].algorithm->tell(moment, std::move(own_[i].children), own, islands[i].events);
    });
    own_[i].count.effort.evaluations += count;
    own_[i].count.generations = moment.generation + 1;
    first += count;
  }
}

void LocalIslands::count_events() {
  auto& islands = archipelago_->islands();
  for (std::size_t i = 0; i < islands.size(); ++i) {
    const auto& rows = islands[i].events.replacements;
    for (; own_[i].counted < rows.size(); ++own_[i].counted) {
      const Replacement& row = rows[own_[i].counted];
      own_[i].count.turnover.replacements += row.is_by_child();
      own_[i].count.turnover.jumps += row.is_jump();
    }
    if (context_->options().record.lineage == Lineage::none) islands[i].events.births.clear();
  }
}

Effort LocalIslands::effort() const {
  Effort sum;
  for (const Own& own : own_) add_up(sum, own.count.effort);
  return sum;
}

double LocalIslands::best_score() const {
  double best = -std::numeric_limits<double>::infinity();
  for (const Island& island : islands())
    best = std::max(
        best, champion_of(island.algorithm->members(), context_->problem->normalisation()).score);
  return best;
}

EventLog LocalIslands::take_events() {
  EventLog all;
  for (std::size_t i = 0; i < own_.size(); ++i) {
    EventLog events = std::exchange(archipelago_->islands()[i].events, {});
    own_[i].counted = 0;
    each_field(EventLog::fields(), [&](const auto& field) {
      move_to(all.*field.member, std::move(events.*field.member));
    });
  }
  return all;
}

std::vector<IslandPart> LocalIslands::parts() const {
  std::vector<IslandPart> parts(own_.size());
  for (std::size_t i = 0; i < own_.size(); ++i) {
    parts[i].number = islands()[i].number;
    parts[i].count = own_[i].count;
  }
  return parts;
}

std::vector<IslandPart> LocalIslands::states() const {
  auto all = parts();
  for (std::size_t i = 0; i < all.size(); ++i) all[i].state = islands()[i].algorithm->save();
  return all;
}

std::vector<IslandPart> LocalIslands::members() const {
  auto all = parts();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Algorithm& algorithm = *islands()[i].algorithm;
    all[i].members = algorithm.members();
    const auto mask = algorithm.objective_mask();
    all[i].mask.assign(mask.begin(), mask.end());
  }
  return all;
}

}  // namespace moai
