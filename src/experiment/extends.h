#pragma once
// `extends: other.yaml`: a file laid over another; `extends: [a.yaml, b.yaml]`: over b laid over a.
//
//   YamlNode tree = load_with_extends("pilot.yaml", errors);   // no `extends` key is left in it
//
// What is inherited: everything but `name`. Paths in the other files stay relative to them.

#include <string>

#include "experiment/yaml_errors.h"
#include "experiment/yaml_node.h"

namespace moai {

/// The tree of a file over those of the files it extends, and so on (16 one on another). Throws
/// UserError for a file that cannot be read, or that extends itself; adds the rest to `errors`.
YamlNode load_with_extends(const std::string& path, YamlErrors& errors);

}  // namespace moai
