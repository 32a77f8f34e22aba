#pragma once
// YAML files as trees of YamlNode, with bounds on what a file may cost.
//
//   YamlErrors errors;
//   YamlNode root = parse_yaml(path, errors);
//
// Not supported, and refused: tags, several documents in a file, keys that are not plain words.

#include <cstddef>
#include <string>

#include "experiment/yaml_errors.h"
#include "experiment/yaml_node.h"

namespace moai {

/// What one file may hold: more is refused before it costs memory or time.
struct YamlLimits {
  std::size_t bytes = 4u << 20;
  std::size_t nodes = 250'000;  ///< with every alias counted as often as it is used
  std::size_t depth = 64;
};

/// Reads a file; what can be gone on from (duplicate keys, tags) is added to `errors`. Throws
/// UserError where the file is missing, is no regular file, is no YAML or is beyond the limits.
YamlNode parse_yaml(const std::string& path, YamlErrors& errors, const YamlLimits& limits = {});

/// The same for a text; `file` is the name that places carry.
YamlNode parse_yaml_text(const std::string& text, const std::string& file, YamlErrors& errors,
                         const YamlLimits& limits = {});

}  // namespace moai
