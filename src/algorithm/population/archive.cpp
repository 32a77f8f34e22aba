#include "algorithm/population/archive.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "algorithm/pareto/crowding.h"
#include "algorithm/pareto/sorting.h"

namespace moai {
namespace {

void keep_rows(std::vector<IndividualPointer>& individuals,
               const std::vector<std::uint32_t>& rows) {
  std::vector<IndividualPointer> kept;
  kept.reserve(rows.size());
  for (const std::uint32_t row : rows) kept.push_back(std::move(individuals[row]));
  individuals = std::move(kept);
}

Matrix fitness_of(const std::vector<IndividualPointer>& individuals) {
  Matrix fitness;
  for (const IndividualPointer& individual : individuals) fitness.append_row(individual->fitness);
  return fitness;
}

}  // namespace

void Archive::add(const std::vector<IndividualPointer>& candidates) {
  if (!keeps_any()) return;
  std::set<IndividualId> present;
  for (const IndividualPointer& individual : individuals_) present.insert(individual->id);
  const std::size_t before = individuals_.size();
  for (const IndividualPointer& candidate : candidates)
    if (candidate->violation <= 0.0 && present.insert(candidate->id).second)
      individuals_.push_back(candidate);
  if (individuals_.size() == before) return;

  Matrix fitness = fitness_of(individuals_);
  const std::vector<std::uint32_t> best = non_dominated(fitness);
  if (best.size() < individuals_.size()) {
    keep_rows(individuals_, best);
    fitness = fitness_of(individuals_);
  }
  if (bound_ < 0 || individuals_.size() <= static_cast<std::size_t>(bound_)) return;
  std::vector<std::uint32_t> order(individuals_.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto crowding = crowding_distance(fitness, order);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return crowding[a] > crowding[b]; });
  order.resize(static_cast<std::size_t>(bound_));
  std::sort(order.begin(), order.end());
  keep_rows(individuals_, order);
}

}  // namespace moai
