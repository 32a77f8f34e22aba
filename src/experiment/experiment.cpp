#include "experiment/experiment.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "domain/refine_options.h"
#include "experiment/budget.h"
#include "island/island_options.h"
#include "support/fnv1a.h"
#include "support/philox.h"
#include "support/text.h"

namespace moai {
namespace {

/// FNV leaves similar names with similar hashes; a block cipher does not.
std::uint64_t mixed(std::uint64_t seed, std::uint64_t hash) {
  const auto block =
      philox_block({static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hash >> 32), 0, 0},
                   {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  return std::uint64_t{block[0]} << 32 | block[1];
}

}  // namespace

void describe(OptionVisitor& visitor, ExperimentOptions& options) {
  static constexpr auto seeds = enum_words<RandomNumbers::paired>(
      {{"independent", "every trial of every condition draws numbers of its own"},
       {"paired", "trial k of every condition draws the same numbers, for paired tests"}});
  visitor.text("name", options.name, "of the experiment; default: the file's name");
  visitor.integer("seed", options.seed, {0, std::numeric_limits<std::int64_t>::max()},
                  "same seed, same results");
  visitor.integer("trials", options.trials, {1, 1'000'000}, "runs of each condition");
  visitor.enumeration("seeds", options.seeds, seeds, "what the trials of two conditions share");
}

std::vector<TrialTicket> plan(const Experiment& experiment) {
  std::vector<std::int64_t> evaluations;
  for (const Condition& condition : experiment.conditions)
    evaluations.push_back(planned_evaluations(condition.options));
  std::vector<std::size_t> order(experiment.conditions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t c) { return evaluations[c]; });
  std::vector<TrialTicket> tickets;
  tickets.reserve(order.size() * static_cast<std::size_t>(experiment.trials));
  for (std::uint32_t trial = 0; trial < experiment.trials; ++trial)
    for (const std::size_t condition : order) tickets.push_back({condition, trial});
  return tickets;
}

bool needs_libtorch(const Experiment& experiment) {
  return std::ranges::any_of(experiment.conditions, [](const Condition& condition) {
    return condition.options.problem->needs_libtorch();
  });
}

bool is_reproducible(const TrialOptions& options, const std::string& device) {
  return !is_asynchronous(options.islands) &&
         (device == "cpu" || !refines(options.algorithm->refine));
}

std::string reproducibility_note(const Experiment& experiment, const std::string& device) {
  const auto count = std::ranges::count_if(experiment.conditions, [&](const Condition& condition) {
    return !is_reproducible(condition.options, device);
  });
  if (count == 0) return "";
  return concat(
      "not reproducible bit by bit: ", count, " of ", experiment.conditions.size(),
      count == 1 ? " conditions migrates" : " conditions migrate",
      " asynchronously (islands.migration.mode: async), so results depend on timing",
      device == "cpu" ? "" : ", or refines on a GPU, which adds up gradients in any order", "\n");
}

RandomSource random_source(const Experiment& experiment, const TrialTicket& ticket) {
  const auto seed = static_cast<std::uint64_t>(experiment.seed);
  const std::string& name = experiment.conditions.at(ticket.condition).name;
  return {experiment.seeds == RandomNumbers::paired ? seed : mixed(seed, fnv1a(name)), ticket.trial, 0};
}

}  // namespace moai
