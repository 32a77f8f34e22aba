#pragma once
// An evaluated individual. Shared and immutable: an elite that holds ten cells is one object.

#include <cstdint>
#include <memory>
#include <tuple>
#include <vector>

#include "algorithm/events.h"
#include "domain/ids.h"
#include "genome/genome.h"

namespace moai {

struct Individual {
  IndividualId id;
  IndividualId parent_a;  ///< none for a random individual
  IndividualId parent_b;  ///< none without crossover
  std::uint64_t generation = 0;
  std::uint32_t island = 0;  ///< where it was born
  std::int32_t cell = -1;    ///< the parent's cell (MOVE); -1: random, or no cells
  Genome genome;
  std::vector<double> fitness;     ///< (M) raw
  double violation = 0.0;          ///< sum of constraint violations
  std::vector<double> descriptor;  ///< place in variable space; empty when the algorithm needs none

  /// Those of one value or of M values; the descriptor's length differs between individuals.
  static constexpr auto columns() {
    return std::tuple_cat(origin_fields<Individual>(),
                          std::tuple(field("fitness", &Individual::fitness, "raw fitness", "(N,M)"),
                                     field("violation", &Individual::violation, "1",
                                           "sum of constraint violations, 0: feasible")));
  }
  static constexpr auto fields() {
    return std::tuple_cat(columns(),
                          std::tuple(part(&Individual::genome), part(&Individual::descriptor)));
  }
};

using IndividualPointer = std::shared_ptr<const Individual>;

/// A genome that waits for its fitness.
struct Child {
  IndividualId id;
  IndividualId parent_a;
  IndividualId parent_b;
  std::int32_t cell = -1;  ///< the cell it was made for, its parent's (MOVE); -1 without cells
  Genome genome;
};

}  // namespace moai
