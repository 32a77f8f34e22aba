#pragma once
// Experiments written back as files in which nothing is left to a default.

#include <string>

#include "experiment/experiment.h"
#include "experiment/yaml_node.h"

namespace moai {

/// Every option of a trial with its value.
YamlNode options_tree(TrialOptions options);

/// What has to be laid over `base` to get `changed`, as a mapping from dotted paths to values. Both
/// were made by options_tree.
YamlNode difference(const YamlNode& base, const YamlNode& changed);

/// Experiment::resolved_yaml; `base`: the options without any condition's changes.
std::string resolved_yaml(const Experiment& experiment, const TrialOptions& base);

/// Every option of a condition and of the islands that differ: what its trials depend on besides
/// the experiment's seed and its name.
std::string options_yaml(const Condition& condition);

/// Condition::config_yaml.
std::string config_yaml(const Experiment& experiment, const Condition& condition);

}  // namespace moai
