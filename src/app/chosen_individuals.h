#pragma once
// Which individuals of a trial a command line means: the champion, unless one of --id, --cell,
// --rank, --front, --elites and --lineage says otherwise.
//
//   add_choice_options(line);
//   for (const ChosenIndividual& one : chosen_individuals(line, view)) ...

#include <string>
#include <vector>

#include "app/command_line.h"
#include "record/trial_view.h"

namespace moai {

struct ChosenIndividual {
  std::string name;            ///< for a file: "champion", "individual-17", "front0-17"
  std::size_t individual = 0;  ///< index into TrialView::individuals
};

void add_choice_options(CommandLine& line);

/// At least one. Throws UserError where nobody is meant, or options contradict one another.
std::vector<ChosenIndividual> chosen_individuals(const CommandLine& line, const TrialView& view);

}  // namespace moai
