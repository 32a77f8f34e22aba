// moai validate: read experiment files as `run` would, and tell what is wrong.

#include <iostream>

#include "app/command_line.h"
#include "experiment/experiment.h"
#include "problem/compute.h"
#include "runner/probe.h"
#include "support/error.h"
#include "support/log.h"
#include "support/text.h"

namespace moai {
namespace {

// Whether every objective tells genomes apart.
bool probe_objectives(const std::string& path, const Experiment& experiment,
                      const Compute& compute) {
  const ProbeReport report = probe(experiment, compute.device);
  for (const ProbeFinding& finding : report.findings)
    log_refusal(concat(place_of_option(path, finding.condition, finding.option), ": ",
                       finding.option, ": ", finding.text));
  if (report.findings.empty())
    std::cout << path << ": every objective tells " << report.genomes
              << " random and mutated genomes apart (" << report.problems
              << (report.problems == 1 ? " problem" : " different problems") << ")\n";
  return report.findings.empty();
}

}  // namespace

int validate_command(Arguments arguments) {
  using boost::program_options::value;
  CommandLine line("validate", "FILE...",
                   "Checks experiment files as 'run' does before it computes anything. Every "
                   "mistake of a file is told\nwith its line, column and key; the exit code is 2 "
                   "if there are any.");
  line.add_flag(
      "probe",
      "also evaluate some random and mutated genomes of every problem, and tell which "
      "objectives are the same for all of them or not a number (NaN), and what cannot be made "
      "or evaluated at all; exit code 2 if any");
  line.add("device", value<std::string>()->default_value("auto"),
           "of --probe: auto, cpu, cuda or cuda:N");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const auto& files = line.words(1, 1000);
  bool good = true;
  for (const std::string& path : files) {
    try {
      const Experiment experiment = read_experiment(path);
      std::cout << path << ": fine (" << experiment.conditions.size()
                << (experiment.conditions.size() == 1 ? " condition" : " conditions") << ", "
                << experiment.conditions.size() * static_cast<std::size_t>(experiment.trials)
                << " trials)\n";
      for (const std::string& note : experiment.notes)
        std::cout << path << ": note: " << note << "\n";
      if (line.has("probe"))
        good &= probe_objectives(
            path, experiment,
            set_up_compute({line.get<std::string>("device"), 0, needs_libtorch(experiment)}));
    } catch (const UserError& error) {
      log_refusal(error.what());
      good = false;
    }
  }
  return static_cast<int>(good ? ExitCode::success : ExitCode::user_error);
}

}  // namespace moai
