#pragma once
// The seam between algorithms and representations: how genomes of one kind are made and varied.
// Implementations: CppnSpace (cppn/cppn_space.h), RealVectorSpace (real_vector/). A space is
// immutable and may be shared by islands; all randomness comes from the streams that are passed in.

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "domain/ids.h"
#include "genome/genome.h"
#include "support/matrix.h"
#include "support/random.h"

namespace moai {

/// The numbers of variation that may change over a run are looked up by progress in [0,1].
struct VariationMoment {
  IndividualId child;     ///< new genes may derive their identity from it
  double progress = 0.0;  ///< generation / (generations - 1)
};

class GenomeSpace {
 public:
  virtual ~GenomeSpace() = default;

  /// `count` fresh genomes; genome k draws from source.stream(Purpose::initial_genome, generation,
  /// first_index + k), except for designs (Latin hypercube) that draw all of them together.
  virtual std::vector<Genome> initial(std::size_t count, const RandomSource& source,
                                      std::uint64_t generation,
                                      std::uint64_t first_index) const = 0;

  /// A mutated copy.
  virtual Genome mutated(const Genome& parent, const VariationMoment& moment,
                         RandomStream& rng) const = 0;

  /// Two children of two parents. A space without crossover (or with it switched off) returns
  /// copies.
  virtual std::pair<Genome, Genome> crossed(const Genome& a, const Genome& b,
                                            const VariationMoment& moment,
                                            RandomStream& rng) const = 0;

  /// True if the two would be the same individual: variables within 1e-16, or equal networks.
  virtual bool same(const Genome& a, const Genome& b) const = 0;

  /// How far apart two genomes are as genomes, whatever they stand for: symmetric, not negative, 0
  /// for equal ones. NEAT's compatibility distance, or Euclidean over the variables' ranges.
  virtual double distance(const Genome& a, const Genome& b) const = 0;

  /// What is wrong with a genome that was read from a file, in words; empty: nothing, it is one of
  /// this space and can be varied and evaluated.
  virtual std::string defect(const Genome& genome) const = 0;
};

}  // namespace moai
