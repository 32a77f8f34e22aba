#include "experiment/growth.h"

#include <algorithm>

#include "experiment/resolved.h"
#include "support/line_difference.h"
#include "support/text.h"

namespace moai {
namespace {

const Condition* find(const Experiment& experiment, const std::string& name) {
  const auto found = std::ranges::find(experiment.conditions, name, &Condition::name);
  return found == experiment.conditions.end() ? nullptr : &*found;
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return concat(count, " ", count == 1 ? one : many);
}

std::string named(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  std::vector<std::string> quoted;
  for (const std::string& name : names)
    if (quoted.size() < most) quoted.push_back(concat("'", name, "'"));
  if (names.size() > most) quoted.push_back(concat(names.size() - most, " more"));
  return concat(names.size() == 1 ? "condition " : "conditions ", join(quoted));
}

}  // namespace

Growth growth_between(const Experiment& there, const Experiment& ours) {
  Growth growth;
  growth.trials_there = there.trials;
  growth.trials = ours.trials;
  const auto differs = [&](const char* key, const auto& old_value, const auto& new_value) {
    if (old_value != new_value)
      growth.conflicts.push_back(
          concat("  - ", key, ": ", new_value, "\n  + ", key, ": ", old_value, "\n"));
  };
  differs("name", there.name, ours.name);
  differs("seed", there.seed, ours.seed);
  if (there.seeds != ours.seeds) growth.conflicts.push_back("  seeds: independent and paired\n");
  for (const Condition& condition : ours.conditions) {
    const Condition* const old = find(there, condition.name);
    if (old == nullptr) {
      growth.conditions.push_back(condition.name);
      continue;
    }
    const std::string before = options_yaml(*old), now = options_yaml(condition);
    if (before != now)
      growth.conflicts.push_back(
          concat("  condition '", condition.name, "'\n", difference_of_lines(now, before)));
  }
  for (const Condition& condition : there.conditions)
    if (find(ours, condition.name) == nullptr) growth.left_aside.push_back(condition.name);
  const auto& planned = ours.analysis.compare;
  for (const Comparison& comparison : there.analysis.compare)
    if (std::ranges::find(planned, comparison) == planned.end())
      growth.conflicts.push_back(
          "  a comparison that was planned is no longer in analysis.compare (add others, keep "
          "it)\n");
  for (const Comparison& comparison : planned)
    if (std::ranges::find(there.analysis.compare, comparison) == there.analysis.compare.end())
      ++growth.comparisons;
  return growth;
}

std::string grown_words(const Growth& growth) {
  std::vector<std::string> parts;
  if (growth.trials > growth.trials_there)
    parts.push_back(concat(growth.trials - growth.trials_there, " more ",
                           growth.trials - growth.trials_there == 1 ? "trial" : "trials",
                           " of each condition"));
  if (!growth.conditions.empty()) parts.push_back(named(growth.conditions));
  if (growth.comparisons > 0)
    parts.push_back(counted(growth.comparisons, "comparison", "comparisons"));
  return parts.empty() ? "nothing" : join(parts);
}

std::string left_aside_words(const Growth& growth) {
  std::vector<std::string> parts;
  if (growth.trials < growth.trials_there)
    parts.push_back(concat(growth.trials_there - growth.trials, " of ", growth.trials_there,
                           " trials of each condition"));
  if (!growth.left_aside.empty()) parts.push_back(named(growth.left_aside));
  return join(parts);
}

}  // namespace moai
