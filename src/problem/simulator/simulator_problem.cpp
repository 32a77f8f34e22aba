#include "problem/simulator/simulator_problem.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "problem/simulator/shared_library.h"
#include "problem/simulator/worker_pool.h"
#include "support/error.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t shown_variables = 12;

std::string in_words(std::span<const double> variables) {
  std::string text;
  for (std::size_t i = 0; i < std::min(variables.size(), shown_variables); ++i)
    text += concat(i == 0 ? "" : ", ", variables[i]);
  return variables.size() > shown_variables ? text + ", ..." : text;
}

std::string in_words(const FailedEvaluation& failure, std::span<const double> variables) {
  return concat(
      "an evaluation failed (", failure.reason, ") at the variables ", in_words(variables), ".",
      failure.standard_error.empty() ? "" : " Its standard error ends:\n", failure.standard_error);
}

}  // namespace

SimulatorProblem::SimulatorProblem(const SimulatorOptions& options, const ProblemContext& context,
                                   const std::string& note, const MakeSimulator& make)
    : options_(options), wants_descriptors_(context.wants_descriptors), space_(options.variables) {
  check(options);
  SimulatorShape shape{space_.variables(),
                       options.objectives.size(),
                       static_cast<std::size_t>(options.constraints),
                       options.variables.blocks,
                       space_.lower(),
                       space_.upper(),
                       objective_names(options)};
  for (std::size_t m = 0; m < shape.objectives; ++m) {
    const SimulatorObjective& objective = options.objectives[m];
    const bool minimised = objective.direction == SimulatorObjective::Direction::minimise;
    objectives_.push_back(
        {shape.objective_names[m],
         concat(note, minimised ? ", minimised there: the sign is changed" : ", maximised")});
    const bool known = !objective.range.empty();
    normalisation_.minimum.push_back(!known      ? infinity
                                     : minimised ? -objective.range[1]
                                                 : objective.range[0]);
    normalisation_.maximum.push_back(!known      ? -infinity
                                     : minimised ? -objective.range[0]
                                                 : objective.range[1]);
  }
  simulator_ = make(shape);
  if (std::ranges::any_of(options.objectives,
                          [](const SimulatorObjective& one) { return one.range.empty(); }))
    calibrate(context);
}

void SimulatorProblem::calibrate(const ProblemContext& context) {
  // A trial that no experiment has.
  const RandomSource random{context.seed, std::numeric_limits<std::uint32_t>::max(), 0};
  const auto genomes = space_.initial(static_cast<std::size_t>(options_.calibration), random, 0, 0);
  std::vector<const Genome*> pointers;
  for (const Genome& genome : genomes) pointers.push_back(&genome);
  const Evaluation evaluation = evaluated(pointers);
  for (std::size_t m = 0; m < objectives_.size(); ++m) {
    if (!options_.objectives[m].range.empty()) continue;
    double &low = normalisation_.minimum[m], &high = normalisation_.maximum[m];
    for (std::size_t row = 0; row < evaluation.fitness.rows(); ++row) {
      const double value = evaluation.fitness(row, m);
      if (std::isnan(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
    if (low > high)
      throw OptionError(
          "problem",
          concat("none of ", genomes.size(), " random designs could be evaluated (the first: ",
                 evaluation.failures[0].reason, "). Mend the program.",
                 evaluation.failures[0].standard_error.empty() ? "" : " Its standard error ends:\n",
                 evaluation.failures[0].standard_error));
  }
}

Evaluation SimulatorProblem::evaluated(std::span<const Genome* const> genomes) const {
  const std::size_t count = genomes.size();
  Matrix variables(count, space_.variables());
  for (std::size_t k = 0; k < count; ++k) {
    const std::vector<double>& values = std::get<RealVector>(*genomes[k]).values;
    if (values.size() != space_.variables())
      throw std::logic_error("SimulatorProblem: a genome of another length");
    std::ranges::copy(values, variables.row(k).begin());
  }
  Answers answers = simulator_->run(variables);
  Evaluation evaluation;
  evaluation.fitness = std::move(answers.objectives);
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t m = 0; m < objectives_.size(); ++m)
      if (options_.objectives[m].direction == SimulatorObjective::Direction::minimise)
        evaluation.fitness(k, m) = 0.0 - evaluation.fitness(k, m);  // no negative zeros
  if (options_.constraints > 0 || !answers.failures.empty())
    evaluation.violation.assign(count, 0.0);
  if (options_.constraints > 0)
    for (std::size_t k = 0; k < count; ++k)
      for (const double g : answers.constraints.row(k)) evaluation.violation[k] += std::max(g, 0.0);
  for (const FailedEvaluation& failure : answers.failures) {
    std::ranges::fill(evaluation.fitness.row(failure.row),
                      std::numeric_limits<double>::quiet_NaN());
    evaluation.violation[failure.row] = infinity;
  }
  evaluation.failures = std::move(answers.failures);
  if (wants_descriptors_) evaluation.descriptors = std::move(variables);
  return evaluation;
}

Evaluation SimulatorProblem::evaluate(std::span<const Genome* const> genomes) const {
  Evaluation evaluation = evaluated(genomes);
  if (options_.on_failure == SimulatorOptions::OnFailure::stop && !evaluation.failures.empty()) {
    const FailedEvaluation& failure = evaluation.failures.front();
    throw SystemError(concat(
        in_words(failure, std::get<RealVector>(*genomes[failure.row]).values),
        " Mend the program, or let failures lose every comparison: problem.on_failure: worst."));
  }
  return evaluation;
}

std::unique_ptr<Problem> make_external(const ExternalOptions& options,
                                       const ProblemContext& context) {
  check(options);
  const auto make = [&](const SimulatorShape& shape) -> std::unique_ptr<Simulator> {
    return std::make_unique<WorkerPool>(
        WorkerSettings{options.command, options.directory,
                       static_cast<std::size_t>(options.workers),
                       static_cast<std::size_t>(options.batch), options.time_limit,
                       options.start_limit, static_cast<std::size_t>(options.retries)},
        shape, rank_place());
  };
  return std::make_unique<SimulatorProblem>(
      options, context, concat("of the command ", join(options.command, " ")), make);
}

std::unique_ptr<Problem> make_library(const LibraryOptions& options,
                                      const ProblemContext& context) {
  check(options);
  const auto make = [&](const SimulatorShape& shape) -> std::unique_ptr<Simulator> {
    return std::make_unique<SharedLibrary>(options.file, static_cast<std::size_t>(options.workers),
                                           static_cast<std::size_t>(options.batch), shape,
                                           rank_place());
  };
  return std::make_unique<SimulatorProblem>(options, context,
                                            concat("of the library ", options.file), make);
}

}  // namespace moai
