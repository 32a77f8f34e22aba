#include "algorithm/pareto/sorting.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "algorithm/pareto/bit_ranks.h"
#include "algorithm/pareto/distinct_points.h"
#include "algorithm/pareto/staircase.h"

namespace moai {
namespace {

Fronts fronts_of(std::vector<std::uint32_t> rank) {
  Fronts fronts;
  std::vector<std::uint32_t> sizes;
  for (const std::uint32_t r : rank) {
    if (r >= sizes.size()) sizes.resize(r + 1, 0);
    ++sizes[r];
  }
  fronts.members.resize(sizes.size());
  for (std::size_t r = 0; r < sizes.size(); ++r) fronts.members[r].reserve(sizes[r]);
  for (std::uint32_t i = 0; i < rank.size(); ++i) fronts.members[rank[i]].push_back(i);
  fronts.rank = std::move(rank);
  return fronts;
}

/// An empty tolerance asks for plain dominance.
Fronts sort_by(const Matrix& fitness, std::span<const double> tolerance) {
  if (fitness.rows() == 0 || fitness.columns() == 0)
    return fronts_of(std::vector<std::uint32_t>(fitness.rows(), 0));
  DescendingOrder sorter;
  const DistinctPoints points = distinct_points(fitness, sorter);
  std::vector<std::uint32_t> of_point;
  if (points.objectives() > 2) {
    of_point = bit_ranks(points, tolerance, sorter);
  } else {
    of_point =
        tolerance.empty() ? staircase_ranks(points) : loose_staircase_ranks(points, tolerance);
  }
  std::vector<std::uint32_t> rank(fitness.rows());
  for (std::size_t i = 0; i < rank.size(); ++i) rank[i] = of_point[points.position[i]];
  return fronts_of(std::move(rank));
}

}  // namespace

std::vector<double> loose_tolerance(const Matrix& fitness, double delta) {
  if (!(delta >= 0.0)) throw std::logic_error("loose_tolerance: delta is negative or NaN");
  std::vector<double> least(fitness.columns(), std::numeric_limits<double>::infinity());
  std::vector<double> most(fitness.columns(), -std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < fitness.rows(); ++i)
    for (std::size_t m = 0; m < fitness.columns(); ++m) {
      const double value = fitness(i, m);
      if (!std::isfinite(value)) continue;
      least[m] = std::min(least[m], value);
      most[m] = std::max(most[m], value);
    }
  std::vector<double> tolerance(fitness.columns(), 0.0);
  for (std::size_t m = 0; m < tolerance.size(); ++m)
    if (most[m] > least[m]) tolerance[m] = delta * (most[m] - least[m]);
  return tolerance;
}

Fronts non_dominated_sort(const Matrix& fitness) {
  return sort_by(fitness, {});
}

Fronts loose_non_dominated_sort(const Matrix& fitness, double delta) {
  return sort_by(fitness, loose_tolerance(fitness, delta));
}

std::vector<std::uint32_t> non_dominated(const Matrix& fitness) {
  Fronts fronts = non_dominated_sort(fitness);
  return fronts.members.empty() ? std::vector<std::uint32_t>{} : std::move(fronts.members[0]);
}

}  // namespace moai
