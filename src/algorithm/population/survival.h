#pragma once
// Who stays: whole fronts while there is room, of the next one the least crowded, and the
// infeasible by their violation when nobody feasible is left (K. Deb, A. Pratap, S. Agarwal, T.
// Meyarivan, IEEE TEC 6(2), 2002, with constrained domination).

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "algorithm/pareto/sorting.h"
#include "algorithm/population/population.h"
#include "support/random.h"

namespace moai {

/// How feasible individuals are ranked, how lonely the members of a front are, and who of the last
/// front stays.
struct Niching {
  /// (N,M) -> fronts.
  std::function<Fronts(const Matrix& fitness)> fronts;
  /// Rows of one front -> (F).
  std::function<std::vector<double>(const Population&, std::span<const std::uint32_t> front)>
      crowding;
  /// Fronts, the last of them, and how many of its members stay -> their positions in it,
  /// ascending. Empty: those with the largest crowding distance.
  std::function<std::vector<std::uint32_t>(const Population&, const Fronts& fronts,
                                           std::size_t last, std::size_t room, RandomStream& ties)>
      cut{};
};

/// The survivors; rows ascend, entry k of the others belongs to rows[k].
struct Survivors {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> rank;         ///< infeasible: the number of feasible fronts
  std::vector<double> crowding;            ///< on the whole front, before it was cut; infeasible: 0
  std::vector<std::uint32_t> first_front;  ///< rows nobody dominates, survivors or not
};

/// `count` of the population, or all if there are fewer. Ties are broken by `ties`.
Survivors survivors(const Population& population, std::size_t count, const Niching& niching,
                    RandomStream ties);

}  // namespace moai
