#include "problem/simulator/simulator_options.h"

#include <algorithm>
#include <array>

#include "support/error.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

void describe_objective(OptionVisitor& visitor, SimulatorObjective& objective) {
  const auto keys = [&](OptionVisitor& v) {
    v.text("name", objective.name, "in tables and figures; f1, f2 ... where not given");
    v.reals("range", objective.range, 0, {},
            "least and largest value worth telling apart, by which objectives are brought to one "
            "scale for scores; not given: what random designs reach (calibration)");
  };
  const std::array types{Alternative{"minimise", "the smaller, the better", keys},
                         Alternative{"maximise", "the larger, the better", keys}};
  auto index = static_cast<std::size_t>(objective.direction);
  visitor.alternatives("", index, types, "one number that is to become better");
  objective.direction = static_cast<SimulatorObjective::Direction>(index);
}

void describe_common(OptionVisitor& visitor, SimulatorOptions& options) {
  static constexpr auto on_failure = enum_words<SimulatorOptions::OnFailure::stop>(
      {{"worst", "it loses every comparison; the trial file keeps its variables and the reason"},
       {"stop", "the run ends with the reason"}});
  describe(visitor, options.variables);
  const ListBinding objectives{[&options] { return options.objectives.size(); },
                               [&options](std::size_t n) { options.objectives.resize(n); },
                               [&options](std::size_t i, OptionVisitor& v) {
                                 describe_objective(v, options.objectives[i]);
                               }};
  visitor.list("objectives", objectives, {}, "in the order in which they are answered");
  visitor.integer("constraints", options.constraints, {0, 1'000'000},
                  "numbers that must not be above 0 in a design that counts; their positive parts "
                  "add up to its violation");
  visitor.integer("calibration", options.calibration, {2, 1'000'000},
                  "random designs that each rank evaluates first where an objective has no range");
  visitor.integer("workers", options.workers, {1, 10'000},
                  "that evaluate side by side on each rank");
  visitor.integer("batch", options.batch, {1, 1'000'000},
                  "designs that a worker is sent at once, at most");
  visitor.enumeration("on_failure", options.on_failure, on_failure,
                      "what becomes of a design that cannot be evaluated");
}

}  // namespace

void describe(OptionVisitor& visitor, ExternalOptions& options) {
  visitor.command("command", options.command, "the program and its arguments");
  visitor.folder("directory", options.directory, "where it is started; not given: where moai was");
  describe_common(visitor, options);
  visitor.duration("time_limit", options.time_limit,
                   "that an evaluation may take until its worker is ended; 0: none");
  visitor.duration("start_limit", options.start_limit,
                   "that a worker may take until it answers the hello");
  visitor.integer(
      "retries", options.retries, {0, 100},
      "times that a failed evaluation is tried again, by another worker if there is one");
}

void describe(OptionVisitor& visitor, LibraryOptions& options) {
  visitor.file("file", options.file,
               "the shared library, which has the functions of moai_problem.h");
  describe_common(visitor, options);
}

std::vector<std::string> objective_names(const SimulatorOptions& options) {
  std::vector<std::string> names;
  for (const SimulatorObjective& objective : options.objectives)
    names.push_back(objective.name.empty() ? concat("f", names.size() + 1) : objective.name);
  return names;
}

void check(const SimulatorOptions& options) {
  check(options.variables);
  if (options.objectives.empty())
    throw OptionError("problem.objectives",
                      "not given (there is nothing to aim at). Write objectives: [{type: "
                      "minimise, name: cost}].");
  const std::vector<std::string> names = objective_names(options);
  for (std::size_t m = 0; m < names.size(); ++m) {
    const std::vector<double>& range = options.objectives[m].range;
    if (!range.empty() && (range.size() != 2 || !(range[0] < range[1])))
      throw OptionError(concat("problem.objectives[", m, "].range"),
                        "two numbers, the smaller one first, are expected (scores divide by their "
                        "difference). Write range: [0, 1].");
    if (std::ranges::count(names, names[m]) > 1)
      throw OptionError(
          concat("problem.objectives[", m, "].name"),
          concat("'", names[m], "' is there twice (tables name objectives). Rename one."));
  }
}

void check(const ExternalOptions& options) {
  if (options.command.empty())
    throw OptionError("problem.command",
                      "not given (there is nobody to evaluate). Write command: [python3, "
                      "car.py].");
  check(static_cast<const SimulatorOptions&>(options));
}

void check(const LibraryOptions& options) {
  if (options.file.empty())
    throw OptionError("problem.file",
                      "not given (the library evaluates). Write file: ./libcar.so.");
  check(static_cast<const SimulatorOptions&>(options));
}

}  // namespace moai
