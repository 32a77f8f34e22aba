#include "algorithm/moead/weights.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "algorithm/reference/reference_points.h"

namespace moai {
namespace {

constexpr std::size_t least_candidates = 5000;

double squared_gap(std::span<const double> a, std::span<const double> b) {
  double sum = 0.0;
  for (std::size_t m = 0; m < a.size(); ++m) sum += (a[m] - b[m]) * (a[m] - b[m]);
  return sum;
}

// Uniform on the simplex: intervals between exponentially distributed waits.
std::vector<double> random_weight(std::size_t objectives, RandomStream& rng) {
  std::vector<double> weight(objectives);
  double sum = 0.0;
  for (double& value : weight) sum += value = -std::log1p(-rng.uniform());
  for (double& value : weight)
    value = sum > 0.0 ? value / sum : 1.0 / static_cast<double>(objectives);
  return weight;
}

}  // namespace

Matrix spread_weights(std::size_t count, std::size_t objectives, RandomStream rng) {
  const Matrix lattice = layered_reference_points(objectives, divisions_for(objectives, count));
  Matrix weights;
  for (std::size_t k = 0; k < std::min(count, lattice.rows()); ++k)
    weights.append_row(lattice.row(k));
  const std::size_t missing = count - weights.rows();
  if (missing == 0) return weights;

  Matrix candidates;
  for (std::size_t k = 0; k < std::max(missing, least_candidates); ++k)
    candidates.append_row(random_weight(objectives, rng));
  std::vector<double> nearest(candidates.rows(), std::numeric_limits<double>::infinity());
  std::size_t seen = 0;
  while (weights.rows() < count) {
    for (; seen < weights.rows(); ++seen)
      for (std::size_t k = 0; k < candidates.rows(); ++k)
        nearest[k] = std::min(nearest[k], squared_gap(candidates.row(k), weights.row(seen)));
    const auto farthest = std::max_element(nearest.begin(), nearest.end()) - nearest.begin();
    weights.append_row(candidates.row(static_cast<std::size_t>(farthest)));
  }
  return weights;
}

Neighbourhoods nearest_weights(const Matrix& weights, std::size_t size) {
  size = std::min(size, weights.rows());
  Neighbourhoods all(weights.rows());
  std::vector<double> distance(weights.rows());
  std::vector<std::uint32_t> order(weights.rows());
  for (std::size_t place = 0; place < weights.rows(); ++place) {
    for (std::size_t other = 0; other < weights.rows(); ++other)
      distance[other] = squared_gap(weights.row(place), weights.row(other));
    std::iota(order.begin(), order.end(), 0u);
    const auto nearer = [&](std::uint32_t a, std::uint32_t b) {
      return distance[a] != distance[b] ? distance[a] < distance[b] : a < b;
    };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(size), order.end(),
                      nearer);
    all[place].assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(size));
  }
  return all;
}

}  // namespace moai
