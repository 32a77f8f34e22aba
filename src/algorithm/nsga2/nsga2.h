#pragma once
// NSGA-II: K. Deb, A. Pratap, S. Agarwal, T. Meyarivan, "A fast and elitist multiobjective genetic
// algorithm: NSGA-II", IEEE TEC 6(2), 2002. With `tournament: rank`, the paper's crowded
// comparison; `dominance` is that of Deb's later C code. Ranks and distances are those of the
// survival step, computed on parents and children together.

#include "algorithm/nsga2/nsga2_options.h"
#include "algorithm/population/population_algorithm.h"

namespace moai {

class Nsga2 final : public PopulationAlgorithm {
 public:
  Nsga2(const Nsga2Options& options, const AlgorithmContext& context);

 private:
  Niching niching(double progress) override;
  std::vector<std::uint32_t> parents(const Population& population, std::size_t count,
                                     RandomStream& rng) const override;

  Nsga2Options options_;
};

}  // namespace moai
