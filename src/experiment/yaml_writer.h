#pragma once
// A tree as YAML text that people read: block style, short lists and mappings on one line, texts in
// quotes only where they could be taken for something else.

#include <string>

#include "experiment/yaml_node.h"

namespace moai {

/// The text of a mapping, with a newline at its end.
std::string yaml_text(const YamlNode& mapping);

/// A value on one line; a long collection is cut: "[1, 2, 3]".
std::string yaml_line(const YamlNode& value);

}  // namespace moai
