#pragma once
// Refining genomes by gradient: what the runner asks of a problem, and what it gets
// (support/refine_options.h has what a user says of it).
//
//   Refinement better = problem.refined({genomes, weights, descent});
//
// The loss of a genome is 1 - sum_m w_m clamp(n_m, 0, 1) / sum_m w_m, n_m its normalised
// objectives. Each genome descends by itself and stops by itself: what becomes of it does not
// depend on the others, bit for bit.

#include <cstdint>
#include <span>
#include <vector>

#include "domain/refine_options.h"
#include "genome/genome.h"
#include "support/matrix.h"

namespace moai {

struct RefineRequest {
  std::span<const Genome* const> genomes;
  Matrix weights;  ///< (N,M) w of each genome, 0 or more; a row of zeros is left alone
  Descent descent;
};

struct Refinement {
  std::vector<Genome> genomes;       ///< (N) whose loss is not above that of what they were
  std::vector<std::uint32_t> steps;  ///< (N) gradients that were computed for each
};

}  // namespace moai
