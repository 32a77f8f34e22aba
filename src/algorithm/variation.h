#pragma once
// How children are made of parents. Who the parents are, and who stays, is an algorithm's business.
//
//   Breeder breeder(Variation::recombination, context);
//   auto litter = breeder.litter(*a, *b, ids, moment, mating, 2 * mating);

#include <span>
#include <vector>

#include "algorithm/algorithm.h"
#include "support/options.h"

namespace moai {

enum class Variation : std::uint8_t { mutation, recombination };

/// Visits `variation`.
void describe_variation(OptionVisitor& visitor, Variation& variation);

class Breeder {
 public:
  /// What the context points to outlives it.
  Breeder(Variation variation, const AlgorithmContext& context)
      : variation_(variation), space_(context.space), random_(context.random) {}

  Variation variation() const { return variation_; }

  /// A child for each id, two at most. mutation: child 0 is a mutant of `a`, child 1 of `b`, each
  /// with one parent; recombination: crossed, then mutated. `mating` and `first_mutant` (then +1)
  /// are indices of the generation's streams of crossover and mutation.
  std::vector<Child> litter(const Individual& a, const Individual& b,
                            std::span<const IndividualId> ids, const Moment& moment,
                            std::uint64_t mating, std::uint64_t first_mutant) const;

 private:
  Variation variation_;
  const GenomeSpace* space_;
  RandomSource random_;
};

}  // namespace moai
