#include "runner/generation_recorder.h"

#include <algorithm>
#include <set>
#include <utility>

#include "algorithm/move/sharded_algorithm.h"
#include "runner/champion.h"
#include "runner/population_figures.h"

namespace moai {

void GenerationRecorder::record(const Moment& moment, bool finished, LocalIslands& islands,
                                const Effort& effort, double seconds) {
  moment_ = moment;
  finished_ = finished;
  const RecordOptions& options = context_->options().record;
  if (due(options.history)) record_history(islands, effort, seconds);
  if (due(options.fitness)) record_population(islands);
  if (picture_due(options.images)) record_snapshot(islands);
  if (picture_due(options.maps)) record_map(islands);
}

bool GenerationRecorder::due(std::int64_t every) const {
  return every > 0 && (finished_ || moment_.generation % static_cast<std::uint64_t>(every) == 0);
}

bool GenerationRecorder::picture_due(std::int64_t times) const {
  const auto wanted = static_cast<std::uint64_t>(times);
  if (wanted == 0) return false;
  if (finished_) return true;
  // Picture k of n belongs to generation k (G-1)/(n-1), rounded down.
  const std::uint64_t gaps = std::max<std::uint64_t>(1, wanted - 1);
  const std::uint64_t last = context_->generations() - 1;
  const auto picture = [&](std::uint64_t generation) {
    return generation * gaps / std::max<std::uint64_t>(1, last);
  };
  const std::uint64_t now = moment_.generation;
  return now == 0 ? wanted > 1 : picture(now) != picture(now - 1);
}

std::vector<Member> GenerationRecorder::recorded_members(const Algorithm& algorithm) const {
  const KnownFront* known = context_->problem->known_front();
  if (!context_->sharded() || context_->group->size() == 1 || known == nullptr ||
      known->indicators.empty())
    return outlines_of(algorithm);
  // Indicators may measure distances between genomes, which outlines do not have.
  std::vector<Member> all;
  for (const std::vector<Member>& part : gather_members(algorithm.members(), *context_->group))
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

void GenerationRecorder::record_history(LocalIslands& islands, const Effort& effort,
                                        double seconds) {
  const Problem& problem = *context_->problem;
  best_score_ = 0.0;
  for (std::size_t i = 0; i < islands.islands().size(); ++i) {
    const Island& island = islands.islands()[i];
    if (island.rests(moment_)) continue;
    const auto members = recorded_members(*island.algorithm);
    if (!context_->leads()) continue;
    HistoryRow row;
    row.generation = moment_.generation;
    row.island = island.number;
    row.effort = context_->sharded() ? effort : islands.count(i).effort;
    row.wall_time = seconds;
    row.turnover = std::exchange(islands.count(i).turnover, {});
    describe_population(members, problem.normalisation(), row);
    row.extra =
        indicator_values(problem, members, context_->random_of(island.number), moment_.generation);
    best_score_ = i == 0 ? row.best_score : std::max(best_score_, row.best_score);
    rows_.history.push_back(std::move(row));
  }
}

void GenerationRecorder::record_population(const LocalIslands& islands) {
  for (const Island& island : islands.islands()) {
    if (island.rests(moment_)) continue;
    const auto members = outlines_of(*island.algorithm);
    if (!context_->leads()) continue;
    std::set<IndividualId> seen;
    for (const Member& member : members)
      if (seen.insert(member.individual->id).second)
        rows_.population.push_back(
            {moment_.generation, island.number, member.individual->id, member.individual->fitness});
  }
}

void GenerationRecorder::record_snapshot(const LocalIslands& islands) {
  Champion best;
  for (const Island& island : islands.islands()) {
    // Asynchronous islands are in different generations: the pictures are those of one of them.
    if (context_->asynchronous() && (island.number != 0 || island.rests(moment_))) continue;
    const Champion champion =
        champion_of(island.algorithm->members(), context_->problem->normalisation());
    if (better_champion(champion, best)) best = champion;
  }
  if (!best.individual) return;
  const Genome* genome = &best.individual->genome;
  if (auto images = context_->pictures({&genome, 1}))
    rows_.snapshots.push_back(
        {moment_.generation, best.individual->id, best.score, std::move(images->front())});
}

void GenerationRecorder::record_map(const LocalIslands& islands) {
  for (const Island& island : islands.islands()) {
    if (island.rests(moment_)) continue;
    const auto individuals = distinct_individuals({island.algorithm->members()});
    std::vector<const Genome*> genomes;
    for (const IndividualPointer& individual : individuals) genomes.push_back(&individual->genome);
    auto images = context_->pictures(genomes);
    if (!images) return;
    for (std::size_t k = 0; k < individuals.size(); ++k)
      rows_.portraits.push_back(
          {moment_.generation, island.number, individuals[k]->id, std::move((*images)[k])});
  }
}

}  // namespace moai
