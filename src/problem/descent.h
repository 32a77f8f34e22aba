#pragma once
// Adam (problem/adam.h) on the parameters of many genomes at once, each of which stops by itself.
//
//   Descended found = descend(start, descent, [&](auto active, const auto& parameters, bool slopes)
//   {
//     return Losses{...};   // of the active ones
//   });
//
// Plain arithmetic on the processor, one genome after the other: what becomes of a genome depends
// on its own losses and gradients alone.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "domain/refine_options.h"

namespace moai {

/// By genome, each with as many as it has.
using Parameters = std::vector<std::vector<float>>;

/// By place in the list of active genomes.
struct Losses {
  std::vector<double> loss;  ///< NaN is worse than any number
  Parameters gradient;       ///< NaN and infinity count as 0; empty where not asked for
};

/// `active`: which genomes; `parameters`: of all of them.
using LossAt = std::function<Losses(std::span<const std::size_t> active,
                                    const Parameters& parameters, bool gradients)>;

struct Descended {
  Parameters parameters;             ///< of the lowest loss that was seen
  std::vector<std::uint32_t> steps;  ///< gradients that were computed
};

/// Losses are computed before every step and, for those that took all of descent.steps, once after
/// the last. A genome stops when `patience` losses in a row were not lower by more than
/// `minimum_improvement` than the lowest so far, or when its first gradient is 0 everywhere.
Descended descend(Parameters start, const Descent& descent, const LossAt& loss_at);

}  // namespace moai
