#include "algorithm/pareto/nearest_pairs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace moai {
namespace {

constexpr std::size_t block_size = 256;  // distances that stay in the innermost cache
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t nobody = ~0u;

/// The members that are left, in pool order, with their scaled coordinates column by column.
class Pool {
 public:
  Pool(const Matrix& points, std::span<const std::uint32_t> rows)
      : rows_(rows.begin(), rows.end()), left_(rows.size()) {
    for (std::size_t d = 0; d < points.columns(); ++d) {
      double least = infinity, most = -infinity;
      for (std::size_t i = 0; i < points.rows(); ++i) {
        least = std::min(least, points(i, d));
        most = std::max(most, points(i, d));
      }
      const double range = most - least;
      if (!(range > 0.0 && range < infinity)) continue;
      std::vector<double>& column = columns_.emplace_back(rows_.size());
      for (std::size_t k = 0; k < rows_.size(); ++k) column[k] = points(rows_[k], d) / range;
    }
    center_.resize(columns_.size());
  }

  std::size_t left() const { return left_; }

  /// Takes the first member away.
  std::uint32_t take_first() {
    if (left_ * 2 < rows_.size() - first_) close_ranks();
    while (rows_[first_] == nobody) ++first_;
    for (std::size_t d = 0; d < columns_.size(); ++d) center_[d] = columns_[d][first_];
    --left_;
    return rows_[first_++];
  }

  /// Takes away whoever is nearest to the member taken last; left() > 0.
  std::uint32_t take_nearest() {
    double nearest = infinity;
    std::size_t nearest_begin = first_;
    for (std::size_t begin = first_; begin < rows_.size(); begin += block_size) {
      measure(begin);
      const double least = least_distance();
      if (least < nearest) {
        nearest = least;
        nearest_begin = begin;
      }
    }
    std::size_t found = first_;
    if (nearest < infinity) {
      measure(nearest_begin);
      found = nearest_begin;
      while (distance_[found - nearest_begin] != nearest) ++found;
    } else {
      while (rows_[found] == nobody) ++found;
    }
    --left_;
    return std::exchange(rows_[found], nobody);
  }

 private:
  /// Squared distances of the block at `begin`; infinity for places that are empty.
  void measure(std::size_t begin) {
    const std::size_t count = std::min(block_size, rows_.size() - begin);
    std::fill(distance_.begin(), distance_.end(), infinity);
    for (std::size_t k = 0; k < count; ++k)
      distance_[k] = rows_[begin + k] == nobody ? infinity : 0.0;
    for (std::size_t d = 0; d < columns_.size(); ++d) {
      const double* column = columns_[d].data() + begin;
      const double center = center_[d];
      for (std::size_t k = 0; k < count; ++k) {
        const double difference = column[k] - center;
        distance_[k] += difference * difference;
      }
    }
  }

  double least_distance() const {
    std::array<double, 8> least;
    least.fill(infinity);
    for (std::size_t k = 0; k < block_size; k += least.size())
      for (std::size_t lane = 0; lane < least.size(); ++lane)
        least[lane] = distance_[k + lane] < least[lane] ? distance_[k + lane] : least[lane];
    return *std::min_element(least.begin(), least.end());
  }

  /// Drops the empty places, so that a walk is never more than twice as long as the pool.
  void close_ranks() {
    std::size_t kept = 0;
    for (std::size_t k = first_; k < rows_.size(); ++k) {
      if (rows_[k] == nobody) continue;
      for (auto& column : columns_) column[kept] = column[k];
      rows_[kept++] = rows_[k];
    }
    rows_.resize(kept);
    first_ = 0;
  }

  std::vector<std::uint32_t> rows_;           // nobody: an empty place
  std::vector<std::vector<double>> columns_;  // of each variable with a range
  std::vector<double> center_;                // coordinates of the member taken last
  std::array<double, block_size> distance_;
  std::size_t first_ = 0;
  std::size_t left_;
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> nearest_pairs(
    const Matrix& points, std::span<const std::uint32_t> rows) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  pairs.reserve((rows.size() + 1) / 2);
  Pool pool(points, rows);
  while (pool.left() > 0) {
    const std::uint32_t member = pool.take_first();
    pairs.emplace_back(member, pool.left() > 0 ? pool.take_nearest() : member);
  }
  return pairs;
}

}  // namespace moai
