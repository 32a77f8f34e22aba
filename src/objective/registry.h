#pragma once
// The table of objectives: name -> {help, notes, worst value}. To add one: a source file in
// torch/metrics/, its factory in metrics.h, a line in registry.cpp, a test (README.md shows it step
// by step). Used by `moai list objectives`, by the reader of `objectives:`, and by ObjectiveSet.

#include <span>
#include <string_view>

#include "objective/objective_options.h"

namespace moai {

struct ObjectiveEntry {
  std::string_view name;
  std::string_view help;
  std::string_view move_note;  ///< unit, range and maximum with the parameters `move`
  std::string_view piq_note;   ///< likewise with `piq`
  double worst;  ///< what NaN and infinity become; NaN: the run counts them, they lose
  bool needs_vgg16;
};

/// The fourteen, in the order in which MOVE names them, then `torchscript`.
std::span<const ObjectiveEntry> objectives();

/// Index of `torchscript` in objectives(): the number of built-in ones.
std::size_t torchscript_index();

}  // namespace moai
