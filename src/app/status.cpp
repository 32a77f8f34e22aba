// moai status: how far an experiment is, seen from outside.

#include <cmath>
#include <filesystem>
#include <iostream>

#include "app/command_line.h"
#include "experiment/experiment.h"
#include "record/layout.h"
#include "record/pack.h"
#include "record/running_trials.h"
#include "runner/progress.h"
#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

// progress.json is one flat object of numbers that ProgressReporter wrote.
double number(const std::string& json, const std::string& key) {
  const auto at = json.find("\"" + key + "\": ");
  if (at == std::string::npos) throw SystemError("progress.json lacks '" + key + "'.");
  return std::stod(json.substr(at + key.size() + 4));
}

void print_live(const std::string& out) {
  const std::string path = (fs::path(out) / "progress.json").string();
  if (!fs::exists(path)) return;
  const std::string json = read_file(path);
  ProgressFigures figures;
  figures.trials = static_cast<std::uint64_t>(number(json, "trials"));
  figures.trials_done = static_cast<std::uint64_t>(number(json, "trials_done"));
  figures.trials_running = static_cast<std::uint64_t>(number(json, "trials_running"));
  figures.generation = number(json, "generation");
  figures.evaluations_per_second = number(json, "evaluations_per_second");
  figures.best_score = number(json, "best_score");
  figures.seconds_left = number(json, "seconds_left");
  std::cout << "running now: " << in_words(figures) << "\n";
}

}  // namespace

int status_command(Arguments arguments) {
  CommandLine line("status", "FOLDER", "Prints how far the run that writes to a folder is.");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const std::string& out = line.words(1, 1)[0];
  const std::string yaml = (fs::path(out) / "experiment.yaml").string();
  if (!fs::exists(yaml))
    throw UserError(concat(
        "'", out, "' is no output folder (it has no experiment.yaml). Give the --out of a run."));
  const Experiment experiment = read_experiment(yaml);
  const PackedTrials packed(out);
  std::uint64_t finished = 0, planned = 0;
  for (const TrialTicket& ticket : plan(experiment)) {
    ++planned;
    const std::string& condition = experiment.conditions[ticket.condition].name;
    if (fs::exists(trial_file(out, condition, ticket.trial)) || packed.has(condition, ticket.trial))
      ++finished;
  }
  const auto running = running_trials(out);
  std::cout << experiment.name << ": " << finished << "/" << planned << " trials finished, "
            << running.size() << " begun\n";
  print_live(out);
  for (const RunningTrial& trial : running)
    std::cout << "  " << trial.condition << "/" << trial.trial << ": generation "
              << trial.generation << ", " << trial.evaluations << " evaluations, best score "
              << trial.best_score << ", committed "
              << duration_in_words(static_cast<double>(trial.seconds_ago)) << " ago\n";
  if (finished == planned) std::cout << "complete\n";
  return 0;
}

}  // namespace moai
