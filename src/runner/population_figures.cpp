#include "runner/population_figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "algorithm/front_quality.h"
#include "algorithm/pareto/sorting.h"
#include "runner/champion.h"

namespace moai {
namespace {

std::vector<const Individual*> distinct(std::span<const Member> members) {
  std::vector<const Individual*> individuals;
  for (const Member& member : members) individuals.push_back(member.individual.get());
  const auto by_id = [](const Individual* a, const Individual* b) { return a->id < b->id; };
  const auto same = [](const Individual* a, const Individual* b) { return a->id == b->id; };
  std::sort(individuals.begin(), individuals.end(), by_id);
  individuals.erase(std::unique(individuals.begin(), individuals.end(), same), individuals.end());
  return individuals;
}

std::uint64_t front_size(std::span<const Member> members,
                         const std::vector<const Individual*>& individuals) {
  if (members.front().cell < 0)
    return static_cast<std::uint64_t>(
        std::count_if(members.begin(), members.end(), [](const Member& m) { return m.rank == 0; }));
  Matrix fitness;
  for (const Individual* individual : individuals) fitness.append_row(individual->fitness);
  return non_dominated(fitness).size();
}

}  // namespace

void describe_population(std::span<const Member> members, const Normalisation& normalisation,
                         HistoryRow& row) {
  const std::size_t objectives = normalisation.minimum.size();
  row.best_fitness.assign(objectives, -std::numeric_limits<double>::infinity());
  row.mean_fitness.assign(objectives, 0.0);
  if (members.empty()) return;
  for (std::size_t m = 0; m < objectives; ++m) {
    const auto numbers = std::count_if(members.begin(), members.end(), [m](const Member& member) {
      return !std::isnan(member.individual->fitness[m]);
    });
    if (numbers == 0) row.mean_fitness[m] = std::numeric_limits<double>::quiet_NaN();
    for (const Member& member : members) {
      const double value = member.individual->fitness[m];
      if (std::isnan(value)) continue;
      row.best_fitness[m] = std::max(row.best_fitness[m], value);
      row.mean_fitness[m] += value / static_cast<double>(numbers);
    }
  }
  const auto individuals = distinct(members);
  row.best_score = champion_of(members, normalisation).score;
  row.unique_elites = individuals.size();
  row.front_size = front_size(members, individuals);
  row.feasible =
      static_cast<std::uint64_t>(std::ranges::count(individuals, 0.0, &Individual::violation));
}

std::vector<ObjectiveInfo> indicator_columns(const Problem& problem) {
  std::vector<ObjectiveInfo> columns;
  const KnownFront* known = problem.known_front();
  if (known == nullptr) return columns;
  const FrontQuality quality(*known);
  for (const std::string& name : quality.names())
    columns.push_back({name, "(G,I) " + FrontQuality::note(name)});
  return columns;
}

std::vector<double> indicator_values(const Problem& problem, std::span<const Member> members,
                                     const RandomSource& island, std::uint64_t generation) {
  const KnownFront* known = problem.known_front();
  if (known == nullptr || known->indicators.empty()) return {};
  RandomStream rng = island.stream(Purpose::problem, generation);
  return FrontQuality(*known).measure(members, rng);
}

}  // namespace moai
