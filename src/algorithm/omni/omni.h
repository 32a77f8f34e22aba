#pragma once
// The Omni-Optimizer: K. Deb, S. Tiwari, "Omni-optimizer: a generic evolutionary algorithm for
// single and multi-objective optimization", EJOR 185(3), 2008. NSGA-II with loose dominance,
// crowding in the spaces of objectives and of variables, and tournaments between neighbours in
// variable space, so that different solutions of the same quality survive side by side.
//
// With `variable_crowding: false` and `delta: 0` survival is NSGA-II's.

#include "algorithm/omni/omni_options.h"
#include "algorithm/population/population_algorithm.h"

namespace moai {

class Omni final : public PopulationAlgorithm {
 public:
  /// Throws UserError for options that contradict each other.
  Omni(const OmniOptions& options, const AlgorithmContext& context);

  /// Whether individuals need a place in variable space (Evaluation::descriptors).
  static bool needs_places(const OmniOptions& options);

 private:
  Niching niching(double progress) override;
  std::vector<std::uint32_t> parents(const Population& population, std::size_t count,
                                     RandomStream& rng) const override;

  bool by_genotype() const {
    return options_.variable_space == OmniOptions::VariableSpace::genotype;
  }

  OmniOptions options_;
  const GenomeSpace* space_;
};

}  // namespace moai
