#include "algorithm/pareto/hypervolume.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "algorithm/pareto/wfg.h"

namespace moai {
namespace {

/// (K,M) heights above the reference of the points that are larger than it in every objective.
Matrix heights(const Matrix& points, std::span<const double> reference) {
  if (points.rows() > 0 && points.columns() != reference.size())
    throw std::logic_error("hypervolume: the reference point has another number of objectives");
  Matrix result;
  std::vector<double> row(reference.size());
  for (std::size_t i = 0; i < points.rows(); ++i) {
    for (std::size_t m = 0; m < row.size(); ++m) row[m] = points(i, m) - reference[m];
    if (std::all_of(row.begin(), row.end(), [](double height) { return height > 0.0; }))
      result.append_row(row);
  }
  return result;
}

}  // namespace

double hypervolume(const Matrix& points, std::span<const double> reference) {
  return volume_above_origin(heights(points, reference));
}

HypervolumeEstimate estimate_hypervolume(const Matrix& points, std::span<const double> reference,
                                         std::uint64_t samples, RandomStream& rng) {
  if (samples == 0) throw std::logic_error("estimate_hypervolume: no samples");
  Matrix above = heights(points, reference);
  if (above.rows() == 0) return {};
  std::vector<double> top(above.columns(), 0.0);
  for (std::size_t i = 0; i < above.rows(); ++i)
    for (std::size_t m = 0; m < top.size(); ++m) top[m] = std::max(top[m], above(i, m));
  // Points with large boxes first: they settle most samples early.
  std::vector<double> volume(above.rows(), 1.0);
  for (std::size_t i = 0; i < above.rows(); ++i)
    for (std::size_t m = 0; m < top.size(); ++m) volume[i] *= above(i, m) / top[m];
  std::vector<std::size_t> order(above.rows());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return volume[a] > volume[b]; });

  std::uint64_t hits = 0;
  std::vector<double> sample(top.size());
  const auto covers = [&](std::size_t i) {
    for (std::size_t m = 0; m < sample.size(); ++m)
      if (above(i, m) <= sample[m]) return false;
    return true;
  };
  for (std::uint64_t s = 0; s < samples; ++s) {
    for (std::size_t m = 0; m < sample.size(); ++m) sample[m] = top[m] * rng.uniform();
    hits += std::any_of(order.begin(), order.end(), covers);
  }
  const double box = std::accumulate(top.begin(), top.end(), 1.0, std::multiplies<>());
  const double share = static_cast<double>(hits) / static_cast<double>(samples);
  return {box * share, box * std::sqrt(share * (1.0 - share) / static_cast<double>(samples))};
}

}  // namespace moai
