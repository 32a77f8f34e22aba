// moai plan: the trials of an experiment in the order in which they will run, and their cost. With
// --probe it evaluates some genomes for the time that trials take.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "app/command_line.h"
#include "app/json_output.h"
#include "app/plan_in_folder.h"
#include "experiment/estimate.h"
#include "experiment/experiment.h"
#include "experiment/input_files.h"
#include "problem/compute.h"
#include "runner/probe.h"
#include "runner/progress.h"
#include "runner/trial_header.h"
#include "support/error.h"
#include "support/log.h"
#include "support/text.h"

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

/// `totals` of all trials together; its memory is that of the most demanding one.
struct PlanCost {
  std::vector<TrialEstimate> trial;  ///< of each condition
  TrialEstimate totals;
  std::vector<double> seconds;  ///< of a trial's evaluations, by condition, one rank at it; NaN:
                                ///< they cannot be made; empty: nobody asked
};

PlanCost cost_of(const Experiment& experiment) {
  PlanCost cost;
  TrialEstimate& totals = cost.totals;
  const auto trials = experiment.trials;
  for (const Condition& condition : experiment.conditions) {
    const TrialEstimate trial = estimate(condition.options);
    totals.evaluations += trials * trial.evaluations;
    totals.gradient_steps += trials * trial.gradient_steps;
    totals.disk_bytes += static_cast<double>(trials) * trial.disk_bytes;
    totals.memory_bytes = std::max(totals.memory_bytes, trial.memory_bytes);
    cost.trial.push_back(trial);
  }
  return cost;
}

void probe_times(const Experiment& experiment, const Compute& compute, PlanCost& cost) {
  const ProbeReport report = probe(experiment, compute.device);
  for (const ProbeFinding& finding : report.findings)
    log_warning(concat(finding.option, ": ", finding.text));
  for (std::size_t c = 0; c < cost.trial.size(); ++c)
    cost.seconds.push_back(report.evaluation_seconds[c] *
                           static_cast<double>(cost.trial[c].evaluations));
}

std::string time_in_words(double seconds) {
  if (std::isnan(seconds)) return "unknown";
  return seconds < 10.0 ? fmt::format("{:.2g} s", seconds) : duration_in_words(seconds);
}

void print_times(const Experiment& experiment, const std::vector<double>& seconds) {
  double total = 0.0;
  for (std::size_t c = 0; c < seconds.size(); ++c) {
    total += static_cast<double>(experiment.trials) * seconds[c];
    std::cout << fmt::format("evaluations of a trial of {} take about {}\n",
                             experiment.conditions[c].name, time_in_words(seconds[c]));
  }
  std::cout << fmt::format(
      "all evaluations together about {} of one rank (by some that were tried; the rest of the "
      "program's work comes on top)\n",
      time_in_words(total));
}

void print_as_text(const Experiment& experiment, const PlanCost& cost, bool with_trials) {
  if (with_trials) print_trials(experiment, cost.trial);
  const auto conditions = experiment.conditions.size();
  const auto trials = static_cast<std::int64_t>(conditions) * experiment.trials;
  std::cout << fmt::format("{} {}, {} {}, {} evaluations; about {} of memory a rank, {} of disk\n",
                           conditions, conditions == 1 ? "condition" : "conditions", trials,
                           trials == 1 ? "trial" : "trials", cost.totals.evaluations,
                           format_bytes(cost.totals.memory_bytes),
                           format_bytes(cost.totals.disk_bytes));
  for (const InputFile& file : distinct(input_files(experiment)))
    std::cout << "reads " << file.path << " (SHA-256 " << file.sha256 << ")\n";
  std::cout << reproducibility_note(experiment, "cpu");
  for (const std::string& note : experiment.notes) std::cout << "note: " << note << "\n";
  if (cost.totals.gradient_steps > 0)
    std::cout << fmt::format(
        "and at most {} gradient steps of refinement, each of which costs some three evaluations\n",
        cost.totals.gradient_steps);
  if (!cost.seconds.empty()) print_times(experiment, cost.seconds);
}

nlohmann::ordered_json to_json(const TrialEstimate& cost) {
  return {{"evaluations", cost.evaluations},
          {"gradient_steps", cost.gradient_steps},
          {"memory_bytes", std::llround(cost.memory_bytes)},
          {"disk_bytes", std::llround(cost.disk_bytes)}};
}

void print_as_json(const Experiment& experiment, const PlanCost& cost, bool with_trials) {
  using nlohmann::ordered_json;
  auto conditions = ordered_json::array(), inputs = conditions, trials = conditions;
  for (std::size_t i = 0; i < experiment.conditions.size(); ++i) {
    const Condition& condition = experiment.conditions[i];
    conditions.push_back({{"name", condition.name},
                          {"generations", condition.options.budget.generations},
                          {"trial", to_json(cost.trial[i])}});
    if (i < cost.seconds.size() && !std::isnan(cost.seconds[i]))
      conditions.back()["trial"]["evaluation_seconds"] = cost.seconds[i];
  }
  for (const InputFile& file : distinct(input_files(experiment)))
    inputs.push_back({{"path", file.path}, {"sha256", file.sha256}, {"bytes", file.bytes}});
  if (with_trials)
    for (const TrialTicket& ticket : plan(experiment))
      trials.push_back({{"condition", experiment.conditions[ticket.condition].name},
                        {"trial", ticket.trial},
                        {"stream", std::to_string(identity_of(experiment, ticket).stream)}});
  ordered_json document = {{"experiment", experiment.name},
                           {"seed", std::to_string(experiment.seed)},
                           {"trials_per_condition", experiment.trials},
                           {"conditions", conditions},
                           {"totals", to_json(cost.totals)},
                           {"reads", inputs},
                           {"notes", experiment.notes}};
  if (with_trials) document["trials"] = trials;
  print_json(document);
}

}  // namespace

int plan_command(Arguments arguments) {
  CommandLine line("plan", "FILE",
                   "Prints the trials of an experiment in the order in which they will run: the "
                   "numbers of their streams of\nrandom numbers, evaluations, and estimates of the "
                   "memory of a rank and of the disk space of a finished\ntrial. Nothing is "
                   "computed, unless --probe asks for it.");
  line.add_flag("resolved", "print the experiment with every option's value instead");
  line.add_flag("totals", "leave out the table");
  line.add_flag("json", "as JSON; with --out, too");
  line.add_flag("probe",
                "also evaluate some random and mutated genomes of every problem, as 'validate "
                "--probe' does, and tell how long a trial's evaluations will take");
  line.add("device", boost::program_options::value<std::string>()->default_value("auto"),
           "of --probe: auto, cpu, cuda or cuda:N");
  line.add("out", boost::program_options::value<std::string>(),
           "say instead what this output folder has of it, and what is missing; with --resolved, "
           "exit code 2 where a run there would be refused");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  if (line.has("json") && line.has("resolved"))
    throw UserError(
        "moai plan: --json goes not with --resolved, which prints YAML. Leave one out.");
  const Experiment experiment = read_experiment(line.words(1, 1)[0]);
  if (line.has("out") && !line.has("resolved")) {
    const std::string out = line.get<std::string>("out");
    line.has("json") ? print_plan_in_as_json(out, experiment) : print_plan_in(out, experiment);
    return static_cast<int>(ExitCode::success);
  }
  if (line.has("resolved")) {
    if (line.has("out")) require_room_for(line.get<std::string>("out"), experiment);
    std::cout << experiment.resolved_yaml;
    return static_cast<int>(ExitCode::success);
  }
  PlanCost cost = cost_of(experiment);
  if (line.has("probe"))
    probe_times(experiment,
                set_up_compute({line.get<std::string>("device"), 0, needs_libtorch(experiment)}),
                cost);
  if (line.has("json"))
    print_as_json(experiment, cost, !line.has("totals"));
  else
    print_as_text(experiment, cost, !line.has("totals"));
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
