#include "domain/refine_options.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr double most_steps = 100'000.0;

}  // namespace

void describe(OptionVisitor& visitor, RefineOptions& options) {
  static constexpr auto objectives = enum_words<RefineOptions::Objectives::all>(
      {{"own", "those that the child competes with: its cell's, or the one that is climbed"},
       {"all", "all of the problem"}});
  visitor.group(
      "refine",
      [&options](OptionVisitor& v) {
        v.scheduled("steps", options.steps, {0.0, most_steps},
                    "gradient steps (Adam) that a child takes at most before it is evaluated; 0: "
                    "none");
        v.scheduled("learning_rate", options.learning_rate, {1e-9, 1e3}, "of Adam");
        v.integer("every", options.every, {1, 100'000'000},
                  "generations from one with refinement to the next; the first has it");
        v.enumeration("objectives", options.objectives, objectives,
                      "whose mean, normalised and clamped to [0,1], is to rise");
        v.real_map("weights", options.weights,
                   "of objectives in that mean, 0 or more; 1 where not named");
        v.integer("patience", options.patience, {1, 100'000},
                  "steps in a row without an improvement after which a child stops");
        v.real("minimum_improvement", options.minimum_improvement, {0.0, 1.0},
               "rise of the mean that counts as one");
        v.real("prune", options.prune, {0.0, 1e6},
               "networks: connections whose refined weight is smaller are taken out, with nodes "
               "that then have none; 0: none");
      },
      "gradient descent on the weights of children before they are evaluated", "steps");
}

bool refines(const RefineOptions& options) {
  return std::max(options.steps.from, options.steps.to) >= 0.5;
}

Descent descent_at(const RefineOptions& options, std::uint64_t generation, double progress) {
  if (!refines(options) || generation % static_cast<std::uint64_t>(options.every) != 0) return {};
  return {std::llround(options.steps.at(progress)), options.learning_rate.at(progress),
          options.patience, options.minimum_improvement, options.prune};
}

std::vector<double> loss_weights(const RefineOptions& options,
                                 std::span<const std::string> objectives) {
  std::vector<double> weights;
  for (const std::string& name : objectives) {
    const auto found = options.weights.find(name);
    weights.push_back(found == options.weights.end() ? 1.0 : found->second);
  }
  return weights;
}

void check(const RefineOptions& options, const std::vector<std::string>& objectives,
           std::span<const std::string> differentiable) {
  for (const auto& [name, weight] : options.weights) {
    if (std::ranges::find(objectives, name) == objectives.end())
      throw OptionError(
          "algorithm.refine.weights",
          concat("'", name, "' is no objective of this problem.", suggestion(name, objectives)));
    if (!(weight >= 0.0))
      throw OptionError(
          "algorithm.refine.weights",
          concat(name, ": ", weight, " (the loss would reward what is worse). Give 0 or more."));
  }
  for (const double weight : loss_weights(options, differentiable))
    if (weight > 0.0) return;
  throw OptionError("algorithm.refine",
                    "no objective with a weight is differentiable (there is nothing to "
                    "descend). Set steps: 0, or give a differentiable objective a weight.");
}

}  // namespace moai
