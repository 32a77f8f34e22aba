#include "algorithm/population/genotype_space.h"

#include <algorithm>
#include <limits>

#include "algorithm/pareto/crowding.h"

namespace moai {

std::vector<std::pair<std::uint32_t, std::uint32_t>> nearest_genomes(
    const GenomeSpace& space, std::span<const Genome* const> genomes,
    std::span<const std::uint32_t> pool) {
  std::vector<std::uint32_t> left(pool.begin(), pool.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  while (!left.empty()) {
    const std::uint32_t first = left.front();
    left.erase(left.begin());
    if (left.empty()) {
      pairs.emplace_back(first, first);
      break;
    }
    std::size_t nearest = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < left.size(); ++k) {
      const double distance = space.distance(*genomes[first], *genomes[left[k]]);
      if (distance < least) {
        least = distance;
        nearest = k;
      }
    }
    pairs.emplace_back(first, left[nearest]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(nearest));
  }
  return pairs;
}

std::vector<double> genotype_crowding(const GenomeSpace& space,
                                      std::span<const Genome* const> genomes,
                                      std::span<const std::uint32_t> front) {
  const std::size_t size = front.size();
  if (size <= 2) return std::vector<double>(size, omni_boundary);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> nearest(size, infinity), second(size, infinity);
  double largest = 0.0;
  const auto meet = [&](std::size_t k, double distance) {
    if (distance < nearest[k])
      second[k] = std::exchange(nearest[k], distance);
    else
      second[k] = std::min(second[k], distance);
  };
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = i + 1; j < size; ++j) {
      const double distance = space.distance(*genomes[front[i]], *genomes[front[j]]);
      meet(i, distance);
      meet(j, distance);
      largest = std::max(largest, distance);
    }
  std::vector<double> crowding(size, 0.0);
  if (largest > 0.0)
    for (std::size_t k = 0; k < size; ++k) crowding[k] = (nearest[k] + second[k]) / largest;
  return crowding;
}

}  // namespace moai
