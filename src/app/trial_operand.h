#pragma once
// The trial that a command line names: a trial file, a segment, the folder of a trial's segments,
// or an output folder (or trials.h5, experiment.h5 in it) with --condition and --trial.
//
//   CommandLine line("render", trial_operand, "...");
//   add_trial_options(line);
//   if (line.parse(arguments)) TrialView view = trial_of(line);

#include "app/command_line.h"
#include "record/trial_view.h"

namespace moai {

inline constexpr const char* trial_operand = "FILE|FOLDER";

void add_trial_options(CommandLine& line);

/// Throws UserError where nothing or more than one trial is meant, SystemError for damaged files.
TrialView trial_of(const CommandLine& line);

/// "condition, trial 3, after 120 generations (still running)".
std::string in_words(const TrialView& view);

}  // namespace moai
