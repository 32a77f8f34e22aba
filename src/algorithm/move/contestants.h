#pragma once
// Fitness of those who compete for cells, in the order in which they compete: the children of a
// generation, or migrants. On a sharded map every rank holds the same table; genomes are elsewhere.

#include <cstdint>
#include <span>
#include <vector>

#include "domain/evaluation.h"
#include "support/matrix.h"

namespace moai {

struct Contestants {
  Matrix fitness;                 ///< (N,M) raw
  Matrix normalised;              ///< (N,M), NaN kept; empty unless cells go by mean fitness
  std::vector<double> violation;  ///< (N)
  std::vector<std::int32_t> own;  ///< (N) the cell a child was made for; -1: none

  std::size_t size() const { return fitness.rows(); }

  /// Appends one. `normalisation` is nullptr unless cells go by mean fitness.
  void add(std::span<const double> fitness_row, double constraint_violation, std::int32_t own_cell,
           const Normalisation* normalisation);
};

/// A cell that contestant number `contestant` wins. `margin`: votes for less votes against, or the
/// difference of the means.
struct Win {
  std::uint32_t contestant = 0;
  std::uint32_t cell = 0;
  std::uint32_t votes = 0;
  double margin = 0.0;

  bool operator==(const Win&) const = default;
};

/// Of one contestant's wins: the larger margin first, of equals the cell with the lower number.
inline bool goes_first(const Win& a, const Win& b) {
  return a.margin != b.margin ? a.margin > b.margin : a.cell < b.cell;
}

/// As the wins come about: contestants one after the other.
inline bool by_contestant_and_cell(const Win& a, const Win& b) {
  return a.contestant != b.contestant ? a.contestant < b.contestant : a.cell < b.cell;
}

}  // namespace moai
