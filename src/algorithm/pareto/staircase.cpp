#include "algorithm/pareto/staircase.h"

#include <algorithm>
#include <functional>

namespace moai {
namespace {

/// best[r]: the largest value among points of rank r or above; falls with r. A point that enters
/// with rank r > 0 was beaten by one of rank r - 1 that entered before with a value no smaller.
class Staircase {
 public:
  /// How many ranks hold a value for which beats(value, threshold).
  template <class Beats>
  std::uint32_t count(double threshold, Beats beats) const {
    std::size_t low = 0, length = best_.size();
    while (length > 0) {  // the compiler makes this a conditional move
      const std::size_t half = length / 2;
      const bool beaten = beats(best_[low + half], threshold);
      low = beaten ? low + half + 1 : low;
      length = beaten ? length - half - 1 : half;
    }
    return static_cast<std::uint32_t>(low);
  }
  void insert(std::uint32_t rank, double value) {
    if (rank == best_.size()) {
      best_.push_back(value);
    } else {
      best_[rank] = std::max(best_[rank], value);
    }
  }

 private:
  std::vector<double> best_;
};

}  // namespace

std::vector<std::uint32_t> staircase_ranks(const DistinctPoints& points) {
  const auto second = points.columns.row(points.objectives() - 1);
  std::vector<std::uint32_t> rank(points.size());
  Staircase stairs;
  for (std::size_t p = 0; p < points.size(); ++p) {
    // Whoever came before is no worse in the first objective, and no point comes twice.
    rank[p] = stairs.count(second[p], std::greater_equal<>());
    stairs.insert(rank[p], second[p]);
  }
  return rank;
}

std::vector<std::uint32_t> loose_staircase_ranks(const DistinctPoints& points,
                                                 std::span<const double> tolerance) {
  const auto first = points.columns.row(0), second = points.columns.row(points.objectives() - 1);
  const double slack = tolerance[points.objectives() - 1];
  std::vector<std::uint32_t> rank(points.size());
  // Loosely better in the first objective and no worse in the second, or the other way round.
  Staircase clearly_first, clearly_second;
  std::size_t entered = 0;
  for (std::size_t p = 0; p < points.size(); ++p) {
    for (; entered < p && first[entered] - tolerance[0] > first[p]; ++entered)
      clearly_first.insert(rank[entered], second[entered]);
    rank[p] = std::max(clearly_first.count(second[p], std::greater_equal<>()),
                       clearly_second.count(second[p], std::greater<>()));
    clearly_second.insert(rank[p], second[p] - slack);
  }
  return rank;
}

}  // namespace moai
