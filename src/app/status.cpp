// moai status: how far an experiment is, seen from outside.

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app/command_line.h"
#include "app/json_output.h"
#include "experiment/experiment.h"
#include "record/index.h"
#include "record/running_trials.h"
#include "runner/planned_trials.h"
#include "runner/progress_files.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

bool is_silent(const JobProgress& job) {
  return job.seconds_ago > silent_after;
}

void print_live(const std::string& out) {
  auto jobs = read_progress(out);
  if (jobs.empty()) return;
  if (std::ranges::all_of(jobs, is_silent)) {
    const double silence = std::ranges::min(jobs, {}, &JobProgress::seconds_ago).seconds_ago;
    std::cout << "last heard of " << duration_in_words(silence) << " ago: ";
  } else {
    std::erase_if(jobs, is_silent);  // of jobs that were killed, perhaps of another sharding
    std::cout << "running now: ";
  }
  std::cout << in_words(sum_of(jobs)) << "\n";
  if (jobs.size() == 1 && jobs.front().shard.empty()) return;
  for (const JobProgress& job : jobs)
    std::cout << "  shard " << job.shard << ": " << in_words(job.figures) << "\n";
}

nlohmann::ordered_json to_json(const JobProgress& job) {
  const ProgressFigures& figures = job.figures;
  nlohmann::ordered_json json;
  json["shard"] = job.shard.empty() ? nullptr : nlohmann::ordered_json(job.shard);
  json["seconds_ago"] = job.seconds_ago;
  json["silent"] = is_silent(job);
  json["trials"] = figures.trials;
  json["trials_done"] = figures.trials_done;
  json["trials_running"] = figures.trials_running;
  json["generation"] = figures.generation;
  json["evaluations_per_second"] = figures.evaluations_per_second;
  json["best_score"] = figures.best_score;
  json["seconds_left"] =
      figures.seconds_left < 0.0 ? nullptr : nlohmann::ordered_json(figures.seconds_left);
  return json;
}

nlohmann::ordered_json to_json(const RunningTrial& trial) {
  return {{"condition", trial.condition},
          {"trial", trial.trial},
          {"generation", trial.generation},
          {"evaluations", trial.evaluations},
          {"failed_evaluations", trial.failed_evaluations},
          {"wall_seconds", trial.wall_seconds},
          {"best_score", trial.best_score},
          {"seconds_ago", trial.seconds_ago}};
}

template <class T>
nlohmann::ordered_json array_of(const std::vector<T>& items) {
  auto array = nlohmann::ordered_json::array();
  for (const T& item : items) array.push_back(to_json(item));
  return array;
}

}  // namespace

int status_command(Arguments arguments) {
  CommandLine line("status", "FOLDER", "Prints how far the run that writes to a folder is.");
  line.add_flag("json", "as JSON: numbers of trials, jobs that write, trials that are under way");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const std::string& out = line.words(1, 1)[0];
  const std::string yaml = (fs::path(out) / "experiment.yaml").string();
  if (!fs::exists(yaml))
    throw UserError(concat(
        "'", out, "' is no output folder (it has no experiment.yaml). Give the --out of a run."));
  const Experiment experiment = read_experiment(yaml);
  const std::vector<PlannedTrial> planned = planned_trials(experiment);
  const std::size_t finished = finished_trials(out, planned);
  const auto running = running_trials(out);
  if (line.has("json")) {
    print_json({{"experiment", experiment.name},
                {"planned", planned.size()},
                {"finished", finished},
                {"complete", finished == planned.size()},
                {"jobs", array_of(read_progress(out))},
                {"running", array_of(running)}});
    return static_cast<int>(ExitCode::success);
  }
  std::cout << experiment.name << ": " << finished << "/" << planned.size() << " trials finished, "
            << running.size() << " with a commit to go on from\n";
  print_live(out);
  for (const RunningTrial& trial : running)
    std::cout << "  " << trial.condition << "/" << trial.trial << ": generation "
              << trial.generation << ", " << trial.evaluations << " evaluations"
              << (trial.failed_evaluations > 0 ? concat(" (", trial.failed_evaluations, " failed)")
                                               : "")
              << ", best score " << trial.best_score << ", committed "
              << duration_in_words(static_cast<double>(trial.seconds_ago)) << " ago\n";
  if (finished == planned.size()) std::cout << "complete\n";
  return 0;
}

}  // namespace moai
