#pragma once
// NSGA-III: K. Deb, H. Jain, "An evolutionary many-objective optimization algorithm using
// reference-point-based nondominated sorting approach, part I", IEEE TEC 18(4), 2014. NSGA-II whose
// last front is cut so that the reference points have equally many followers. Constraints are
// NSGA-II's: the infeasible come last, by their violation.

#include "algorithm/nsga3/nsga3_options.h"
#include "algorithm/nsga3/objective_scaling.h"
#include "algorithm/population/population_algorithm.h"

namespace moai {

class Nsga3 final : public PopulationAlgorithm {
 public:
  /// OptionError for divisions that make more reference points than the population has members.
  Nsga3(const Nsga3Options& options, const AlgorithmContext& context);

 private:
  Niching niching(double progress) override;
  std::vector<std::uint32_t> parents(const Population& population, std::size_t count,
                                     RandomStream& rng) const override;
  std::vector<double> memory() const override { return scaling_.memory(); }
  void recall(std::span<const double> memory) override { scaling_.recall(memory); }

  Nsga3Options options_;
  Matrix references_;  ///< (H,M)
  ObjectiveScaling scaling_;
};

}  // namespace moai
