#include "algorithm/nsga3/niches.h"

#include <algorithm>
#include <limits>

namespace moai {
namespace {

// |share|^2 - (share . direction)^2 / |direction|^2, summed as a vector, so that nothing cancels.
double squared_distance_to_line(std::span<const double> share, std::span<const double> direction,
                                double squared_length) {
  double dot = 0.0;
  for (std::size_t m = 0; m < share.size(); ++m) dot += share[m] * direction[m];
  const double along = dot / squared_length;
  double sum = 0.0;
  for (std::size_t m = 0; m < share.size(); ++m) {
    const double across = share[m] - along * direction[m];
    sum += across * across;
  }
  return sum;
}

}  // namespace

Association associated(const Matrix& shares, const Matrix& references) {
  std::vector<double> lengths;
  for (std::size_t h = 0; h < references.rows(); ++h) {
    double sum = 0.0;
    for (const double value : references.row(h)) sum += value * value;
    lengths.push_back(sum);
  }
  Association niches{std::vector<std::uint32_t>(shares.rows(), 0),
                     std::vector<double>(shares.rows(), std::numeric_limits<double>::infinity()),
                     references.rows()};
  for (std::size_t k = 0; k < shares.rows(); ++k)
    for (std::uint32_t h = 0; h < references.rows(); ++h) {
      const double distance =
          squared_distance_to_line(shares.row(k), references.row(h), lengths[h]);
      if (distance < niches.distance[k]) {
        niches.distance[k] = distance;
        niches.line[k] = h;
      }
    }
  return niches;
}

std::vector<std::uint32_t> least_crowded(const Association& niches, std::size_t kept,
                                         std::size_t room, RandomStream& rng) {
  std::vector<std::uint32_t> members(niches.lines, 0);
  for (std::size_t k = 0; k < kept; ++k) ++members[niches.line[k]];
  std::vector<std::vector<std::uint32_t>> candidates(niches.lines);
  for (std::size_t k = kept; k < niches.line.size(); ++k)
    candidates[niches.line[k]].push_back(static_cast<std::uint32_t>(k - kept));

  std::vector<std::uint32_t> chosen, fewest;
  while (chosen.size() < room) {
    std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
    fewest.clear();
    for (std::uint32_t line = 0; line < niches.lines; ++line) {
      if (candidates[line].empty() || members[line] > least) continue;
      if (members[line] < least) fewest.clear();
      least = members[line];
      fewest.push_back(line);
    }
    if (fewest.empty()) break;
    const std::uint32_t line = fewest[rng.below(static_cast<std::uint32_t>(fewest.size()))];
    std::vector<std::uint32_t>& left = candidates[line];
    const auto taken =
        least == 0
            ? std::min_element(left.begin(), left.end(),
                               [&](std::uint32_t a, std::uint32_t b) {
                                 return niches.distance[kept + a] < niches.distance[kept + b];
                               })
            : left.begin() + rng.below(static_cast<std::uint32_t>(left.size()));
    chosen.push_back(*taken);
    left.erase(taken);
    ++members[line];
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace moai
