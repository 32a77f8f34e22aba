#include "algorithm/population/survival.h"

#include <algorithm>
#include <numeric>

namespace moai {
namespace {

// The `count` best of `candidates` by better(a, b), equal ones in random order; ascending.
template <class Better>
std::vector<std::uint32_t> best_of(std::vector<std::uint32_t> candidates, std::size_t count,
                                   Better better, RandomStream& ties) {
  if (candidates.size() > count) {
    ties.shuffle(std::span(candidates));
    std::stable_sort(candidates.begin(), candidates.end(), better);
    candidates.resize(count);
    std::sort(candidates.begin(), candidates.end());
  }
  return candidates;
}

struct Chosen {
  std::uint32_t row;
  std::uint32_t rank;
  double crowding;
};

Matrix picked_rows(const Matrix& from, std::span<const std::uint32_t> rows) {
  Matrix part(rows.size(), from.columns());
  for (std::size_t k = 0; k < rows.size(); ++k)
    std::copy(from.row(rows[k]).begin(), from.row(rows[k]).end(), part.row(k).begin());
  return part;
}

}  // namespace

Survivors survivors(const Population& population, std::size_t count, const Niching& niching,
                    RandomStream ties) {
  std::vector<std::uint32_t> feasible, infeasible;
  for (std::uint32_t row = 0; row < population.size(); ++row)
    (population.violation[row] > 0.0 ? infeasible : feasible).push_back(row);

  Fronts fronts;  // of positions in `feasible`
  if (infeasible.empty())
    fronts = niching.fronts(population.fitness);
  else if (!feasible.empty())
    fronts = niching.fronts(picked_rows(population.fitness, feasible));
  for (auto& front : fronts.members)
    for (std::uint32_t& row : front) row = feasible[row];

  Survivors result;
  std::vector<Chosen> chosen;
  for (std::uint32_t rank = 0; rank < fronts.members.size() && chosen.size() < count; ++rank) {
    const std::vector<std::uint32_t>& front = fronts.members[rank];
    const auto crowding = niching.crowding(population, front);
    std::vector<std::uint32_t> positions(front.size());
    std::iota(positions.begin(), positions.end(), 0u);
    const std::size_t room = count - chosen.size();
    if (niching.cut && front.size() > room)
      positions = niching.cut(population, fronts, rank, room, ties);
    else
      positions = best_of(
          std::move(positions), room,
          [&](std::uint32_t a, std::uint32_t b) { return crowding[a] > crowding[b]; }, ties);
    for (const std::uint32_t k : positions) chosen.push_back({front[k], rank, crowding[k]});
  }
  if (!fronts.members.empty()) result.first_front = fronts.members[0];
  if (chosen.size() < count) {
    const auto last = static_cast<std::uint32_t>(fronts.members.size());
    infeasible = best_of(
        std::move(infeasible), count - chosen.size(),
        [&](std::uint32_t a, std::uint32_t b) {
          return population.violation[a] < population.violation[b];
        },
        ties);
    for (const std::uint32_t row : infeasible) chosen.push_back({row, last, 0.0});
  }
  std::sort(chosen.begin(), chosen.end(),
            [](const Chosen& a, const Chosen& b) { return a.row < b.row; });
  for (const Chosen& one : chosen) {
    result.rows.push_back(one.row);
    result.rank.push_back(one.rank);
    result.crowding.push_back(one.crowding);
  }
  return result;
}

}  // namespace moai
