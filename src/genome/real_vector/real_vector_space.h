#pragma once
// Real vectors between bounds: blocks of variables, each with its own bounds and operators.
//
//   RealVectorSpace space({{.lower = {0, 0}, .upper = {1, 1}, .options = {}}});
//   auto genomes = space.initial(100, random, 0, 0);
//   auto [a, b] = space.crossed(genomes[0], genomes[1], moment, rng);
//
// Crossover is decided block by block: an embedding may be recombined while the pooled vector
// behind it is copied. It knows no problem; values never leave the bounds.

#include <cstddef>
#include <vector>

#include "genome/genome_space.h"
#include "genome/real_vector/real_vector_block.h"

namespace moai {

class RealVectorSpace final : public GenomeSpace {
 public:
  /// Throws std::logic_error for bounds of different length, upper < lower, or no variable at all.
  explicit RealVectorSpace(std::vector<RealVectorBlock> blocks);

  std::vector<Genome> initial(std::size_t count, const RandomSource& source,
                              std::uint64_t generation, std::uint64_t first_index) const override;
  Genome mutated(const Genome& parent, const VariationMoment& moment,
                 RandomStream& rng) const override;
  std::pair<Genome, Genome> crossed(const Genome& a, const Genome& b, const VariationMoment& moment,
                                    RandomStream& rng) const override;
  bool same(const Genome& a, const Genome& b) const override;
  double distance(const Genome& a, const Genome& b) const override;
  std::string defect(const Genome& genome) const override;

  const std::vector<RealVectorBlock>& blocks() const { return blocks_; }
  std::size_t variables() const { return variables_; }

 private:
  std::vector<RealVectorBlock> blocks_;
  std::size_t variables_ = 0;
};

}  // namespace moai
