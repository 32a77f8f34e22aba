#include "algorithm/reference/reference_points.h"

#include <algorithm>

#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t most_points = 500'000;

}  // namespace

std::size_t lattice_size(std::size_t objectives, std::size_t divisions, std::size_t limit) {
  std::size_t size = 1;
  for (std::size_t k = 1; k < objectives; ++k) {
    size = size * (divisions + k) / k;  // exact: binomial(p+k, k)
    if (size > limit) return limit + 1;
  }
  return size;
}

Matrix simplex_lattice(std::size_t objectives, std::size_t divisions) {
  Matrix points;
  std::vector<std::size_t> steps(objectives, 0);
  std::vector<double> point(objectives);
  steps.back() = divisions;
  while (true) {
    for (std::size_t m = 0; m < objectives; ++m)
      point[m] = static_cast<double>(steps[m]) / static_cast<double>(divisions);
    points.append_row(point);
    // The next one: a step moves from the last that has any to the one before it, and what it
    // leaves behind goes to the end.
    std::size_t last = objectives - 1;
    while (last > 0 && steps[last] == 0) --last;
    if (last == 0) return points;
    const std::size_t rest = steps[last] - 1;
    steps[last] = 0;
    ++steps[last - 1];
    steps.back() = rest;
  }
}

Matrix layered_reference_points(std::size_t objectives, std::span<const std::int64_t> divisions) {
  Matrix points = simplex_lattice(objectives, static_cast<std::size_t>(divisions[0]));
  if (divisions.size() == 1) return points;
  Matrix inner = simplex_lattice(objectives, static_cast<std::size_t>(divisions[1]));
  for (double& value : inner.values()) value = 0.5 * value + 0.5 / static_cast<double>(objectives);
  for (std::size_t k = 0; k < inner.rows(); ++k) points.append_row(inner.row(k));
  return points;
}

std::vector<std::int64_t> divisions_for(std::size_t objectives, std::size_t count) {
  if (objectives == 1) return {1};
  const auto most = [objectives](std::size_t room, std::size_t bound) {
    std::size_t divisions = 0;
    while (divisions < bound && lattice_size(objectives, divisions + 1, room) <= room) ++divisions;
    return divisions;
  };
  const std::size_t outer = std::max<std::size_t>(most(count, count), 1);
  std::vector<std::int64_t> divisions{static_cast<std::int64_t>(outer)};
  const std::size_t used = lattice_size(objectives, outer, count);
  if (outer < objectives && used < count)
    if (const std::size_t inner = most(count - used, outer); inner > 0)
      divisions.push_back(static_cast<std::int64_t>(inner));
  return divisions;
}

void describe_divisions(OptionVisitor& visitor, std::vector<std::int64_t>& divisions) {
  visitor.integers("divisions", divisions, 0, {1, 10'000},
                   "parts into which each side of the simplex of reference points is divided; a "
                   "second number: an inner layer of half the size; empty: as many points as fit "
                   "the population");
}

std::size_t checked_count(std::size_t objectives, std::span<const std::int64_t> divisions) {
  if (divisions.size() > 2)
    throw OptionError("algorithm.divisions",
                      concat(divisions.size(),
                             " numbers (there are an outer layer and, where a "
                             "second number is given, an inner one). Give one "
                             "or two, or leave it out."));
  std::size_t count = 0;
  for (const std::int64_t layer : divisions)
    count += lattice_size(objectives, static_cast<std::size_t>(layer), most_points);
  if (count > most_points)
    throw OptionError("algorithm.divisions",
                      concat("makes more than ", most_points, " reference points with ", objectives,
                             " objectives. Lower it, or give two small layers: [3, 2]."));
  return count;
}

}  // namespace moai
