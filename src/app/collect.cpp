// moai collect: the index of an output folder, made anew.

#include <filesystem>
#include <iostream>

#include "app/command_line.h"
#include "experiment/experiment.h"
#include "record/index.h"
#include "runner/planned_trials.h"
#include "support/error.h"
#include "support/log.h"
#include "support/text.h"

namespace moai {

int collect_command(Arguments arguments) {
  namespace fs = std::filesystem;
  CommandLine line(
      "collect", "FOLDER",
      "Writes experiment.h5 anew from the trial files in a folder. Exit code 1 where one "
      "is damaged.");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const std::string& out = line.words(1, 1)[0];
  const std::string yaml = (fs::path(out) / "experiment.yaml").string();
  if (!fs::exists(yaml))
    throw UserError(concat(
        "'", out, "' is no output folder (it has no experiment.yaml). Give the --out of a run."));
  const Experiment experiment = read_experiment(yaml);
  const std::vector<PlannedTrial> planned = planned_trials(experiment);
  const IndexReport report = write_index(out, experiment.name, planned, SealCheck::whole);
  for (const std::string& problem : report.problems) log_warning(problem);
  std::cout << report.rows << " of " << planned.size() << " trials in "
            << (fs::path(out) / "experiment.h5").string() << "\n";
  return static_cast<int>(report.problems.empty() ? ExitCode::success : ExitCode::system_error);
}

}  // namespace moai
