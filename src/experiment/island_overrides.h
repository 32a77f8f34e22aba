#pragma once
// Islands that differ: `islands.overrides`, a list of what some islands of a trial have of their
// own.
//
//   islands:
//     count: 4
//     overrides:
//       - {islands: [0, 1], overrides: {algorithm.functions_per_cell: 3}}
//       - {islands: [2, 3], overrides: {problem.genome.mutation.weight_std: 0.5}}
//
// Each is read as the whole trial with these paths replaced, so it is typed and checked as any
// other option. What the islands of a trial have to share (the algorithm, the number of children,
// what a genome looks like) cannot be overridden.

#include <functional>
#include <vector>

#include "experiment/experiment.h"
#include "experiment/yaml_errors.h"
#include "experiment/yaml_node.h"

namespace moai {

/// Removes the list from a trial's tree and returns it; null where there is none.
YamlNode take_island_overrides(YamlNode& tree);

/// `tree`: of the trial, without the list; `options`: what was read from it. `read`: reads a tree.
std::vector<IslandVariant> read_island_variants(
    const YamlNode& list, const YamlNode& tree, const TrialOptions& options, YamlErrors& errors,
    const std::function<TrialOptions(const YamlNode&)>& read);

/// The list that gives these variants.
YamlNode island_overrides(const TrialOptions& options, const std::vector<IslandVariant>& variants);

}  // namespace moai
