#pragma once
// Genomes that a problem can make by itself, for an island's population to begin with, and how they
// came about. The runner puts them in the place of the first random ones; the algorithm evolves
// them like any others.
//
//   SeedGenomes seeds = problem.seeds(children.size(), random);

#include <cstdint>
#include <vector>

#include "genome/genome.h"

namespace moai {

/// Where one seed stood on its way.
struct SeedStep {
  std::uint32_t seed = 0;       ///< number among the seeds
  std::uint64_t step = 0;       ///< gradients taken so far
  std::vector<double> fitness;  ///< (M)
};

struct SeedGenomes {
  std::vector<Genome> genomes;
  std::vector<SeedStep> path;        ///< by step, then seed; what is worth recording
  std::uint64_t gradient_steps = 0;  ///< of all seeds together
};

}  // namespace moai
