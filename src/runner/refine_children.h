#pragma once
// Gradient refinement between asking for children and evaluating them: which children of which
// islands, in as few batches as their settings allow.
//
//   for (const auto& trial : trials) append(tasks, trial->refine_tasks());
//   refine(problem, tasks);   // the children's genomes are the refined ones now

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "algorithm/algorithm.h"
#include "problem/problem.h"
#include "runner/phase_times.h"

namespace moai {

/// The children of one island.
struct RefineTask {
  Descent descent;
  std::span<Child> children;
  Matrix weights;                 ///< (children,M) as RefineRequest says
  std::uint64_t* gradient_steps;  ///< is increased by those that were taken
  PhaseTimes* times;              ///< its share goes to the phase `refine`
};

/// Weights of the loss of each child: those of the options, of the differentiable objectives, and
/// where the options say so only of those that the child is judged by.
Matrix refine_weights(const RefineOptions& options, const Algorithm& algorithm,
                      std::span<const Child> children,
                      const std::vector<ObjectiveInfo>& objectives);

/// What refinement leaves out: objectives that have a weight and no gradient. Empty: nothing.
std::string left_out(const RefineOptions& options, const std::vector<ObjectiveInfo>& objectives);

/// Replaces the genomes of all children. Tasks of equal descent share a batch.
void refine(const Problem& problem, std::span<RefineTask> tasks);

}  // namespace moai
