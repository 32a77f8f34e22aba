// moai plan: the trials of an experiment in the order in which they will run, and their cost.

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "app/command_line.h"
#include "app/plan_in_folder.h"
#include "experiment/estimate.h"
#include "experiment/experiment.h"
#include "experiment/input_files.h"
#include "runner/trial_header.h"
#include "support/error.h"

namespace moai {
namespace {

void print_trials(const Experiment& experiment, const std::vector<TrialEstimate>& estimates) {
  std::size_t width = 9;
  for (const Condition& condition : experiment.conditions)
    width = std::max(width, condition.name.size());
  std::cout << fmt::format("{:<{}}  {:>5}  {:>20}  {:>11}  {:>13}  {:>8}  {:>8}\n", "condition",
                           width, "trial", "stream", "generations", "evaluations", "memory",
                           "disk");
  for (const TrialTicket& ticket : plan(experiment)) {
    const Condition& condition = experiment.conditions[ticket.condition];
    const TrialEstimate& cost = estimates[ticket.condition];
    std::cout << fmt::format(
        "{:<{}}  {:>5}  {:>20}  {:>11}  {:>13}  {:>8}  {:>8}\n", condition.name, width,
        ticket.trial, identity_of(experiment, ticket).stream, condition.options.budget.generations,
        cost.evaluations, format_bytes(cost.memory_bytes), format_bytes(cost.disk_bytes));
  }
}

}  // namespace

int plan_command(Arguments arguments) {
  CommandLine line("plan", "FILE",
                   "Prints the trials of an experiment in the order in which they will run: the "
                   "numbers of their streams of\nrandom numbers, evaluations, and\nestimates of "
                   "the memory of a rank and of the disk "
                   "space of a finished trial. Nothing is computed.");
  line.add_flag("resolved", "print the experiment with every option's value instead");
  line.add_flag("totals", "leave out the table");
  line.add("out", boost::program_options::value<std::string>(),
           "say instead what this output folder has of it, and what is missing; with --resolved, "
           "exit code 2 where a run there would be refused");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const Experiment experiment = read_experiment(line.words(1, 1)[0]);
  if (line.has("out") && !line.has("resolved")) {
    print_plan_in(line.get<std::string>("out"), experiment);
    return static_cast<int>(ExitCode::success);
  }
  if (line.has("resolved")) {
    if (line.has("out")) require_room_for(line.get<std::string>("out"), experiment);
    std::cout << experiment.resolved_yaml;
    return static_cast<int>(ExitCode::success);
  }
  std::vector<TrialEstimate> estimates;
  TrialEstimate total;
  const auto trials = experiment.trials;
  for (const Condition& condition : experiment.conditions) {
    estimates.push_back(estimate(condition.options));
    total.evaluations += trials * estimates.back().evaluations;
    total.gradient_steps += trials * estimates.back().gradient_steps;
    total.disk_bytes += static_cast<double>(trials) * estimates.back().disk_bytes;
    total.memory_bytes = std::max(total.memory_bytes, estimates.back().memory_bytes);
  }
  if (!line.has("totals")) print_trials(experiment, estimates);
  const auto conditions = experiment.conditions.size();
  std::cout << fmt::format(
      "{} {}, {} {}, {} evaluations; about {} of memory a rank, {} of disk\n", conditions,
      conditions == 1 ? "condition" : "conditions", static_cast<std::int64_t>(conditions) * trials,
      conditions * static_cast<std::size_t>(trials) == 1 ? "trial" : "trials", total.evaluations,
      format_bytes(total.memory_bytes), format_bytes(total.disk_bytes));
  for (const InputFile& file : distinct(input_files(experiment)))
    std::cout << "reads " << file.path << " (SHA-256 " << file.sha256 << ")\n";
  std::cout << reproducibility_note(experiment, "cpu");
  for (const std::string& note : experiment.notes) std::cout << "note: " << note << "\n";
  if (total.gradient_steps > 0)
    std::cout << fmt::format(
        "and at most {} gradient steps of refinement, each of which costs some three evaluations\n",
        total.gradient_steps);
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
