#pragma once
// The flat form of a population that survival and mating work on, row k is individual k.

#include <cstdint>
#include <vector>

#include "algorithm/individual.h"
#include "domain/evaluation.h"

namespace moai {

struct Population {
  std::vector<IndividualPointer> individuals;  ///< (N); null: a child that has no object yet
  std::vector<const Genome*> genomes;          ///< (N) theirs, or those of waiting children
  Matrix fitness;                              ///< (N,M) larger is better
  std::vector<double> violation;               ///< (N) 0: feasible
  Matrix places;                               ///< (N,D) in variable space; empty: not needed
  std::vector<std::uint32_t> rank;             ///< (N) of the last survival
  std::vector<double> crowding;                ///< (N) of the last survival

  std::size_t size() const { return individuals.size(); }
};

/// A population of these individuals, without ranks. With `with_places`, an individual without a
/// descriptor stands at the values of its real vector. Throws std::logic_error where it has
/// neither.
Population gather(std::vector<IndividualPointer> individuals, bool with_places);

/// Appends evaluated children; `individuals` stay null for them, `genomes` point into `children`.
/// Without descriptors in the evaluation, places are the values of real vectors. Throws
/// std::logic_error as above.
void append(Population& population, std::span<const Child> children, const Evaluation& evaluation,
            bool with_places);

/// The rows of `from`, in order, ranks and crowding left empty. All of them have objects.
Population rows_of(const Population& from, std::span<const std::uint32_t> rows);

}  // namespace moai
