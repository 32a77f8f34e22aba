// What a trial records of its generations: rows of the history and pictures of the best.
#include <algorithm>
#include <set>

#include "runner/champion.h"
#include "runner/population_figures.h"
#include "runner/trial_run.h"

namespace moai {

bool TrialRun::history_due() const {
  return finished_ || generation_ % static_cast<std::uint64_t>(options().record.history) == 0;
}

std::vector<Member> TrialRun::recorded_members(const Algorithm& algorithm) const {
  const KnownFront* known = problem_->known_front();
  if (!sharded() || group_->size() == 1 || known == nullptr || known->indicators.empty())
    return algorithm.outlines();
  // Indicators may measure distances between genomes, which outlines do not have.
  std::vector<Member> all;
  for (const std::vector<Member>& part : gather_members(algorithm.members(), *group_))
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

void TrialRun::record_generation() {
  const auto& islands = archipelago_->islands();
  best_score_ = 0.0;
  for (std::size_t i = 0; i < islands.size(); ++i) {
    if (islands[i].rests(moment())) continue;
    const auto members = recorded_members(*islands[i].algorithm);
    if (!leads()) continue;
    HistoryRow row;
    row.generation = generation_;
    row.island = islands[i].number;
    row.evaluations = sharded() ? evaluations_ : counts_[i].evaluations;
    row.gradient_steps = sharded() ? gradient_steps_ : counts_[i].gradient_steps;
    row.wall_time = wall_seconds();
    row.replacements = std::exchange(counts_[i].replacements, 0);
    row.jumps = std::exchange(counts_[i].jumps, 0);
    describe_population(members, problem_->normalisation(), row);
    RandomSource island = random_;
    island.island = islands[i].number;
    row.extra = indicator_values(*problem_, members, island, generation_);
    best_score_ = i == 0 ? row.best_score : std::max(best_score_, row.best_score);
    history_.push_back(std::move(row));
  }
}

bool TrialRun::population_due() const {
  const auto every = static_cast<std::uint64_t>(options().record.fitness);
  return every > 0 && (finished_ || generation_ % every == 0);
}

void TrialRun::record_population() {
  for (const Island& island : archipelago_->islands()) {
    if (island.rests(moment())) continue;
    const auto members = island.algorithm->outlines();
    if (!leads()) continue;
    std::set<IndividualId> seen;
    for (const Member& member : members)
      if (seen.insert(member.individual->id).second)
        population_.push_back(
            {generation_, island.number, member.individual->id, member.individual->fitness});
  }
}

bool TrialRun::snapshot_due(std::int64_t times) const {
  const auto wanted = static_cast<std::uint64_t>(times);
  if (wanted == 0) return false;
  if (finished_) return true;
  // Picture k of n belongs to generation k (G-1)/(n-1), rounded down.
  const std::uint64_t gaps = std::max<std::uint64_t>(1, wanted - 1);
  const std::uint64_t last = generations() - 1;
  const auto picture = [&](std::uint64_t generation) {
    return generation * gaps / std::max<std::uint64_t>(1, last);
  };
  return generation_ == 0 ? wanted > 1 : picture(generation_) != picture(generation_ - 1);
}

void TrialRun::record_snapshot() {
  Champion best;
  for (const Island& island : archipelago_->islands()) {
    // Asynchronous islands are in different generations: the pictures are those of one of them.
    if (asynchronous() && (island.number != 0 || island.rests(moment()))) continue;
    const Champion champion = champion_of(island.algorithm->members(), problem_->normalisation());
    if (better_champion(champion, best)) best = champion;
  }
  if (!best.individual) return;
  const Genome* genome = &best.individual->genome;
  auto images = pictures({&genome, 1});
  if (images)
    snapshots_.push_back(
        {best.individual->id, best.score, {generation_, std::move(images->front())}});
}

void TrialRun::record_map() {
  for (const Island& island : archipelago_->islands()) {
    if (island.rests(moment())) continue;
    const auto individuals = distinct_individuals({island.algorithm->members()});
    std::vector<const Genome*> genomes;
    for (const IndividualPointer& individual : individuals) genomes.push_back(&individual->genome);
    auto images = pictures(genomes);
    if (!images) return;
    for (std::size_t k = 0; k < individuals.size(); ++k)
      portraits_.push_back(
          {generation_, island.number, individuals[k]->id, std::move((*images)[k])});
  }
}

std::optional<std::vector<Image>> TrialRun::pictures(std::span<const Genome* const> genomes) const {
  const auto [height, width] = problem_->picture_size();
  return problem_->images(genomes, height, width);
}

}  // namespace moai
