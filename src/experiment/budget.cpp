#include "experiment/budget.h"

#include <algorithm>

#include "experiment/budget_options.h"

namespace moai {
namespace {

constexpr std::int64_t default_generations = 1000;
constexpr std::int64_t most_generations = 100'000'000;

/// Children of the first generation, and of each later one, over all islands.
struct Pace {
  std::int64_t first = 1;
  std::int64_t later = 1;
};

Pace pace_of(const TrialOptions& options) {
  const auto children = [&](std::uint64_t generation) {
    const auto count = static_cast<std::int64_t>(options.algorithm->children(generation));
    return std::max<std::int64_t>(1, count) * options.islands.count;
  };
  return {children(0), children(1)};
}

/// The generations that it takes to make so many evaluations.
std::int64_t generations_for(std::int64_t evaluations, Pace pace) {
  const std::int64_t rest = std::max<std::int64_t>(0, evaluations - pace.first);
  return std::min(most_generations, 1 + rest / pace.later + (rest % pace.later != 0 ? 1 : 0));
}

}  // namespace

void resolve_budget(TrialOptions& options) {
  BudgetOptions& budget = options.budget;
  if (budget.generations > 0) return;
  budget.generations = budget.evaluations > 0
                           ? generations_for(budget.evaluations, pace_of(options))
                           : default_generations;
}

std::int64_t planned_evaluations(const TrialOptions& options) {
  const Pace pace = pace_of(options);
  std::int64_t generations = options.budget.generations;
  if (options.budget.evaluations > 0)
    generations = std::min(generations, generations_for(options.budget.evaluations, pace));
  return pace.first + (generations - 1) * pace.later;
}

}  // namespace moai
