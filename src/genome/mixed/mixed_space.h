#pragma once
// Variables of several kinds in one genome: blocks of reals, integers, categories and bits, side by
// side in one RealVector (a category or a bit is a whole number there).
//
//   MixedSpace space(options);                 // variable_options.h
//   auto genomes = space.initial(100, random, 0, 0);
//   Genome child = space.mutated(genomes[0], moment, rng);
//
// A genome with one block of reals varies as in RealVectorSpace, bit for bit. Crossover is decided
// block by block, the rate of mutation over all variables.

#include <cstddef>
#include <variant>
#include <vector>

#include "genome/genome_space.h"
#include "genome/mixed/variable_options.h"
#include "genome/real_vector/real_vector_block.h"

namespace moai {

class MixedSpace final : public GenomeSpace {
 public:
  /// Throws UserError as check() does.
  explicit MixedSpace(const VariablesOptions& options);

  std::vector<Genome> initial(std::size_t count, const RandomSource& source,
                              std::uint64_t generation, std::uint64_t first_index) const override;
  Genome mutated(const Genome& parent, const VariationMoment& moment,
                 RandomStream& rng) const override;
  std::pair<Genome, Genome> crossed(const Genome& a, const Genome& b, const VariationMoment& moment,
                                    RandomStream& rng) const override;
  bool same(const Genome& a, const Genome& b) const override;
  /// Euclidean; of a number its difference over its range, of a category or bit 1 where it differs.
  double distance(const Genome& a, const Genome& b) const override;
  std::string defect(const Genome& genome) const override;

  std::size_t variables() const { return lower_.size(); }
  /// (V) the bounds; of a category 0 and the last of its choices.
  const std::vector<double>& lower() const { return lower_; }
  const std::vector<double>& upper() const { return upper_; }

 private:
  /// Reals; with `whole`, integers, whose bounds lie half a unit further apart so that the
  /// outermost are as likely as the others.
  struct Numbers {
    RealVectorBlock block;
    bool whole;
  };
  struct Part {
    std::size_t first, count;
    std::variant<Numbers, DiscreteBlock> content;
  };

  void make_whole(const Part& part, std::span<double> x) const;

  std::vector<Part> parts_;
  std::vector<double> lower_, upper_;
};

}  // namespace moai
