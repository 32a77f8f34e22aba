// moai validate: read experiment files as `run` would, and tell what is wrong.

#include <iostream>

#include "app/command_line.h"
#include "experiment/experiment.h"
#include "support/error.h"

namespace moai {

int validate_command(Arguments arguments) {
  CommandLine line("validate", "FILE...",
                   "Checks experiment files as 'run' does before it computes anything. Every "
                   "mistake of a file is told\nwith its line, column and key; the exit code is 2 "
                   "if there are any.");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  bool good = true;
  for (const std::string& path : line.words(1, 1000)) {
    try {
      const Experiment experiment = read_experiment(path);
      std::cout << path << ": fine (" << experiment.conditions.size()
                << (experiment.conditions.size() == 1 ? " condition" : " conditions") << ", "
                << experiment.conditions.size() * static_cast<std::size_t>(experiment.trials)
                << " trials)\n";
    } catch (const UserError& error) {
      std::cerr << error.what() << "\n";
      good = false;
    }
  }
  return static_cast<int>(good ? ExitCode::success : ExitCode::user_error);
}

}  // namespace moai
