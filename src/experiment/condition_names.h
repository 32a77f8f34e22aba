#pragma once
// Names of conditions and experiments: unique, short, and usable as the names of folders.
//
//   "functions_per_cell=3,jumps=none"

#include <string>
#include <vector>

#include "experiment/yaml_node.h"

namespace moai {

/// What is wrong with a name, or "": letters, digits and ._=,+@%~- are allowed, at most 150 of
/// them, not starting with . or -.
std::string problem_of_name(const std::string& name);

/// What is wrong with the name of an experiment, or "": as above, but any character is allowed
/// except slashes and control characters, for a file's name may be one.
std::string problem_of_title(const std::string& name);

/// The last part of each dotted path; more parts where two would be the same.
std::vector<std::string> short_forms(const std::vector<std::string>& paths);

/// A value as a part of a name: "3", "none", "33x33", "ssim+mse", "nsga2-100".
std::string value_name(const YamlNode& value);

}  // namespace moai
