#pragma once
// What NSGA-II, NSGA-III and the Omni-Optimizer have in common: the size of the population, who
// mates, who stays. Numbers of variation belong to the genome.

#include <cstdint>

#include "algorithm/variation.h"
#include "support/options.h"

namespace moai {

enum class Tournament : std::uint8_t { rank, dominance, violation };

/// Who becomes a parent.
enum class ParentChoice : std::uint8_t { tournament, lexicase, random, lexicographic };

struct PopulationOptions {
  static constexpr std::int64_t all = -1;
  static constexpr std::int64_t unbounded = -1;

  static constexpr std::int64_t as_population = 0;

  std::int64_t population = 100;
  std::int64_t children = as_population;  ///< in a generation, the first one apart
  Variation variation = Variation::recombination;
  ParentChoice parents = ParentChoice::tournament;
  std::int64_t siblings = 2;  ///< children that two parents have together
  std::int64_t tournament_size = 2;
  std::int64_t elites = all;  ///< parents that may survive, the best ones
  bool drop_duplicates = true;
  std::int64_t archive = 0;  ///< room for non-dominated solutions beside the population
};

/// How many children a generation has; the first one is the population.
std::size_t children_in(const PopulationOptions& options, std::uint64_t generation);

/// Visits the shared keys, without `tournament`, whose default differs.
void describe_population(OptionVisitor& visitor, PopulationOptions& options);
void describe_tournament(OptionVisitor& visitor, Tournament& tournament);

}  // namespace moai
