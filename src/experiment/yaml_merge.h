#pragma once
// How one piece of YAML is laid over another: for `extends:`, `sweep:` and `conditions:`.
//
//   YamlNode changes = overrides_tree(mapping of dotted paths, errors, "sweep");
//   merge(tree, changes);

#include <string>

#include "experiment/yaml_errors.h"
#include "experiment/yaml_node.h"

namespace moai {

/// Mappings are merged key by key, everything else is replaced. A mapping whose `type` differs
/// replaces the other as a whole: the keys of one algorithm mean nothing to another. A single value
/// over a mapping replaces it; a mapping over a single value keeps that as the mapping's shorthand.
void merge(YamlNode& base, const YamlNode& change);

/// {"a.b": 1, "a.c": 2} -> {a: {b: 1, c: 2}}, each key at the place of its path. A path that leads
/// through another one's value, or twice to the same place, is an error below `section`.
YamlNode overrides_tree(const YamlNode& overrides, YamlErrors& errors, const std::string& section);

}  // namespace moai
