#include "algorithm/pareto/neighbour_tree.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <numeric>
#include <utility>

#include "support/vector_clones.h"

namespace moai {
namespace {

constexpr std::uint32_t leaf_size = 64;
constexpr double far_away = 1e153;  // farther than any point, and its square is finite

/// Eight numbers as the compilers' vector extension has them: one, two or four registers.
using Eight [[gnu::vector_size(64)]] = double;

/// Squared distances (64) between a point and those of a leaf, and the least of them. leaf:
/// (columns,64), center: (columns).
MOAI_VECTOR_CLONES double measure(const double* leaf, const double* center, std::size_t columns,
                                  double* distance) {
  Eight least = Eight{} + std::numeric_limits<double>::infinity();
  for (std::uint32_t k = 0; k < leaf_size; k += 16) {
    Eight first{}, second{};
    for (std::size_t d = 0; d < columns; ++d) {
      Eight one, other;
      std::memcpy(&one, leaf + d * leaf_size + k, sizeof one);
      std::memcpy(&other, leaf + d * leaf_size + k + 8, sizeof other);
      one -= center[d];
      other -= center[d];
      first += one * one;
      second += other * other;
    }
    std::memcpy(distance + k, &first, sizeof first);
    std::memcpy(distance + k + 8, &second, sizeof second);
    const Eight less = first < second ? first : second;
    least = less < least ? less : least;
  }
  double result = least[0];
  for (int part = 1; part < 8; ++part) result = std::min<double>(result, least[part]);
  return result;
}

}  // namespace

NeighbourTree::NeighbourTree(const Matrix& points)
    : points_(points),
      rows_(points.rows()),
      slot_of_(points.rows()),
      leaf_of_(points.rows()),
      leaves_((points.rows() + leaf_size - 1) / leaf_size * leaf_size * points.columns(),
              far_away) {
  std::iota(rows_.begin(), rows_.end(), 0u);
  nodes_.emplace_back();
  divide(0, 0, static_cast<std::uint32_t>(points.rows()));
  for (std::uint32_t slot = 0; slot < rows_.size(); ++slot) {
    slot_of_[rows_[slot]] = slot;
    for (std::size_t d = 0; d < points.columns(); ++d) coordinate(slot, d) = points(rows_[slot], d);
  }
}

double& NeighbourTree::coordinate(std::uint32_t slot, std::size_t column) {
  const std::size_t leaf = slot / leaf_size;
  return leaves_[(leaf * points_.columns() + column) * leaf_size + slot % leaf_size];
}

void NeighbourTree::divide(std::uint32_t node, std::uint32_t begin, std::uint32_t end) {
  nodes_[node].begin = begin;
  nodes_[node].left = end - begin;
  if (end - begin <= leaf_size) {
    for (std::uint32_t slot = begin; slot < end; ++slot) leaf_of_[rows_[slot]] = node;
    return;
  }
  std::size_t widest = 0;
  double spread = -1.0;
  for (std::size_t d = 0; d < points_.columns(); ++d) {
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (std::uint32_t slot = begin; slot < end; ++slot) {
      least = std::min(least, points_(rows_[slot], d));
      most = std::max(most, points_(rows_[slot], d));
    }
    if (most - least <= spread) continue;
    spread = most - least;
    widest = d;
  }
  // Whole leaves on the left, so that only the last one has empty places.
  const std::uint32_t leaves = (end - begin + leaf_size - 1) / leaf_size;
  const std::uint32_t middle = begin + (leaves + 1) / 2 * leaf_size;
  std::nth_element(
      rows_.begin() + begin, rows_.begin() + middle, rows_.begin() + end,
      [&](std::uint32_t a, std::uint32_t b) { return points_(a, widest) < points_(b, widest); });
  const auto children = static_cast<std::uint32_t>(nodes_.size());
  nodes_[node].children = children;
  nodes_[node].column = static_cast<std::uint32_t>(widest);
  nodes_[node].split = points_(rows_[middle], widest);
  nodes_.resize(nodes_.size() + 2);
  nodes_[children].parent = nodes_[children + 1].parent = node;
  divide(children, begin, middle);
  divide(children + 1, middle, end);
}

void NeighbourTree::take(std::uint32_t row) {
  const Node& leaf = nodes_[leaf_of_[row]];
  const std::uint32_t last = leaf.begin + leaf.left - 1;
  const std::uint32_t slot = std::exchange(slot_of_[row], nowhere);
  if (slot != last) {
    for (std::size_t d = 0; d < points_.columns(); ++d) coordinate(slot, d) = coordinate(last, d);
    rows_[slot] = rows_[last];
    slot_of_[rows_[slot]] = slot;
  }
  coordinate(last, 0) = far_away;
  for (std::uint32_t node = leaf_of_[row]; node != nowhere; node = nodes_[node].parent)
    --nodes_[node].left;
}

std::uint32_t NeighbourTree::nearest(std::uint32_t row) const {
  Best best{std::numeric_limits<double>::infinity(), nowhere};
  search(nodes_[0], points_.row(row), best);
  return best.row;
}

void NeighbourTree::search(const Node& node, std::span<const double> center, Best& best) const {
  if (node.left == 0) return;
  if (node.children == nowhere) return search_leaf(node, center, best);
  const double offset = center[node.column] - node.split;
  const Node& first = nodes_[node.children];
  const Node& second = nodes_[node.children + 1];
  search(offset > 0.0 ? second : first, center, best);
  // Equals on the other side count: they may come earlier in order.
  if (offset * offset <= best.distance) search(offset > 0.0 ? first : second, center, best);
}

void NeighbourTree::search_leaf(const Node& leaf, std::span<const double> center,
                                Best& best) const {
  std::array<double, leaf_size> distance;
  const double* columns = leaves_.data() + leaf.begin * center.size();
  const double least = measure(columns, center.data(), center.size(), distance.data());
  if (least > best.distance) return;
  if (least < best.distance) best = {least, nowhere};
  for (std::uint32_t k = 0; k < leaf.left; ++k)
    if (distance[k] == least) best.row = std::min(best.row, rows_[leaf.begin + k]);
}

}  // namespace moai
