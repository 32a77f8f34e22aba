#pragma once
// What the author of an experiment plans to compare, written down before any trial is run: the
// `analysis:` section.
//
//   analysis:
//     compare:
//       - {type: pair, first: jumps=none, second: jumps=unlimited}
//       - {type: pair, first: cells=50, second: cells=100, margin: 0.02}
//       - {type: all, value: unique_solutions}
//       - {type: blocks, over: target}
//
// Nothing is compared here: analysis/ reads the list from the trial files and corrects for it.

#include <cstddef>
#include <string>
#include <vector>

#include "experiment/yaml_errors.h"
#include "experiment/yaml_node.h"
#include "support/options.h"

namespace moai {

struct Experiment;

/// One planned test. Its type decides which of the names are used.
struct Comparison {
  std::size_t type = 0;                 ///< 0: pair, 1: all, 2: blocks
  std::string first, second;            ///< pair: names of conditions
  double margin = 0.0;                  ///< pair: what is as good as equal; 0: not asked
  std::vector<std::string> conditions;  ///< all: their names; empty: every condition
  std::string over;                     ///< blocks: a setting in the names of conditions
  std::string value = "champion_score";

  bool operator==(const Comparison&) const = default;
};

struct AnalysisOptions {
  std::vector<Comparison> compare;

  bool operator==(const AnalysisOptions&) const = default;
};

/// Visits the keys of `analysis:`.
void describe(OptionVisitor& visitor, AnalysisOptions& options);

/// Complains of comparisons of conditions or numbers that the experiment does not have. In a file
/// of one condition, as each trial carries, the other names are not looked for: nothing can be
/// compared there. `tree`: of the file, for the places.
void check_analysis(const Experiment& experiment, const YamlNode& tree, YamlErrors& errors);

}  // namespace moai
