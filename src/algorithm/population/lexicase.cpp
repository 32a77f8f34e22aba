#include "algorithm/population/lexicase.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace moai {
namespace {

double known(double value) {
  return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
}

double median_of(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return 0.5 * (*std::max_element(values.begin(), middle) + *middle);
}

}  // namespace

std::vector<double> lexicase_epsilons(const Matrix& fitness) {
  std::vector<double> epsilons(fitness.columns(), 0.0), column(fitness.rows());
  for (std::size_t m = 0; m < fitness.columns(); ++m) {
    for (std::size_t row = 0; row < fitness.rows(); ++row) column[row] = known(fitness.row(row)[m]);
    const double median = median_of(column);
    for (double& value : column) value = std::abs(value - median);
    // Infinite less infinite is no number, and has no order that a median could be taken of.
    std::erase_if(column, [](double value) { return !std::isfinite(value); });
    epsilons[m] = column.empty() ? 0.0 : median_of(column);
    column.resize(fitness.rows());
  }
  return epsilons;
}

std::vector<std::uint32_t> lexicase_winners(const Population& population, std::size_t count,
                                            RandomStream& rng) {
  const Matrix& fitness = population.fitness;
  const std::vector<double> epsilons = lexicase_epsilons(fitness);
  const double least = *std::ranges::min_element(population.violation);
  std::vector<std::uint32_t> everybody;
  for (std::uint32_t row = 0; row < population.size(); ++row)
    if (population.violation[row] == least) everybody.push_back(row);
  std::vector<std::uint32_t> result;
  while (result.size() < count) {
    std::vector<std::uint32_t> pool = everybody;
    for (const std::uint32_t m : rng.permutation(static_cast<std::uint32_t>(fitness.columns()))) {
      if (pool.size() == 1) break;
      double best = -std::numeric_limits<double>::infinity();
      for (const std::uint32_t row : pool) best = std::max(best, known(fitness.row(row)[m]));
      std::erase_if(
          pool, [&](std::uint32_t row) { return known(fitness.row(row)[m]) < best - epsilons[m]; });
    }
    result.push_back(pool[rng.below(static_cast<std::uint32_t>(pool.size()))]);
  }
  return result;
}

}  // namespace moai
