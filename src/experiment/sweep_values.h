#pragma once
// Values of a sweep that are written differently and mean the same: [0.001, 1e-3], [60 s, 1 min].
// The conditions that they make would differ in their names and so in their random numbers alone.

#include <cstddef>
#include <functional>
#include <string>

#include "experiment/yaml_errors.h"
#include "experiment/yaml_node.h"

namespace moai {

/// Adds an error for every value of the `sweep` that means what an earlier one of the same key
/// does. `options_of`: the options of the sweep's n-th condition as text, without its name. Asked
/// for as many conditions as there are values.
void check_sweep_values(const YamlNode& sweep,
                        const std::function<std::string(std::size_t)>& options_of,
                        YamlErrors& errors);

}  // namespace moai
