#pragma once
// `extends: other.yaml`: a file laid over another.
//
//   YamlNode tree = load_with_extends("pilot.yaml", errors);   // no `extends` key is left in it
//
// What is inherited: everything but `name`. Paths in the other file stay relative to it.

#include <string>

#include "experiment/yaml_errors.h"
#include "experiment/yaml_node.h"

namespace moai {

/// The tree of a file over that of the file it extends, and so on (16 files at most). Throws
/// UserError for a file that cannot be read, or that extends itself; adds the rest to `errors`.
YamlNode load_with_extends(const std::string& path, YamlErrors& errors);

}  // namespace moai
