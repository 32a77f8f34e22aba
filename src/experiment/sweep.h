#pragma once
// From `sweep:` and `conditions:` to the list of conditions.
//
//   sweep: {algorithm.functions_per_cell: [1, 3, 5], algorithm.jumps: [none, unlimited]}
//   conditions: [{name: alone, overrides: {algorithm: hillclimber}}]
//
// gives the six points of the cross product (the last key changes fastest), then `alone`:
// conditions are in addition to the sweep, not crossed with it. Without both there is one, named
// "default".

#include <string>
#include <vector>

#include "experiment/yaml_errors.h"
#include "experiment/yaml_node.h"

namespace moai {

/// A condition as what it changes in the rest of the file; see merge().
struct ConditionChanges {
  std::string name;
  Place place;
  YamlNode changes;
};

/// `sections`: the keys of the file that a condition may change. Adds errors for names that are no
/// folder names or appear twice, and for what is no list, no mapping or too much (100,000).
std::vector<ConditionChanges> expand_conditions(const YamlNode& tree,
                                                const std::vector<std::string>& sections,
                                                YamlErrors& errors);

}  // namespace moai
