#include "algorithm/pareto/nearest_pairs.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "algorithm/pareto/neighbour_tree.h"

namespace moai {
namespace {

/// (pool,D') the pool's points in its order, in units of the range over all points; columns without
/// a range are left out, and a column of zeros stands in where none has one.
Matrix scaled(const Matrix& points, std::span<const std::uint32_t> pool) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> least(points.columns(), infinity), most(points.columns(), -infinity);
  for (std::size_t i = 0; i < points.rows(); ++i)
    for (std::size_t d = 0; d < points.columns(); ++d) {
      least[d] = std::min(least[d], points(i, d));
      most[d] = std::max(most[d], points(i, d));
    }
  std::vector<std::size_t> columns;
  for (std::size_t d = 0; d < points.columns(); ++d)
    if (most[d] > least[d] && most[d] - least[d] < infinity) columns.push_back(d);

  Matrix result(pool.size(), std::max<std::size_t>(columns.size(), 1));
  for (std::size_t k = 0; k < pool.size(); ++k)
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const double value = points(pool[k], columns[c]);
      result(k, c) = std::isnan(value) ? 1e150 : value / (most[columns[c]] - least[columns[c]]);
    }
  return result;
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> nearest_pairs(
    const Matrix& points, std::span<const std::uint32_t> pool) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  if (pool.empty()) return pairs;
  pairs.reserve((pool.size() + 1) / 2);
  NeighbourTree tree(scaled(points, pool));
  std::size_t left = pool.size();
  for (std::uint32_t k = 0; k < pool.size(); ++k) {
    if (!tree.has(k)) continue;
    tree.take(k);
    if (--left == 0) {
      pairs.emplace_back(pool[k], pool[k]);
      break;
    }
    const std::uint32_t nearest = tree.nearest(k);
    tree.take(nearest);
    --left;
    pairs.emplace_back(pool[k], pool[nearest]);
  }
  return pairs;
}

}  // namespace moai
