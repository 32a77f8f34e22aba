#pragma once
// Every option with its meaning, gathered from the describe functions: for `moai explain` and the
// reference page.
//
//   OptionTable table = option_table();
//   std::string text = explain("algorithm.cells", table);
//
// A path is dotted; the items of a list are "objectives[]". Options of one of several types carry
// the types under which they exist.

#include <string>
#include <vector>

#include "support/options.h"

namespace moai {

/// A word that an option takes.
struct OptionWord {
  std::string name;
  std::string help;
};

struct OptionRow {
  std::string path;           ///< algorithm.functions_per_cell
  std::string type;           ///< "move": only there; empty: always
  std::string accepts;        ///< "an integer from 1 to 100"
  std::string default_value;  ///< as YAML; empty for mappings
  std::string help;
  std::vector<OptionWord> words;
  Holder holder = Holder::trial;
};

using OptionTable = std::vector<OptionRow>;

/// Rows in the order of the describe functions, each mapping before its keys.
OptionTable option_table();

/// The rows of one describe function, below `path`.
OptionTable rows_of(const Describe& describe, const std::string& path = "");

}  // namespace moai
