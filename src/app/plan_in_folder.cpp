#include "app/plan_in_folder.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "app/json_output.h"
#include "experiment/input_files.h"
#include "record/layout.h"
#include "record/open_trial.h"
#include "record/pack.h"
#include "record/running_trials.h"
#include "runner/folder_plan.h"
#include "runner/input_ledger.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

std::string plan_of(const std::string& out) {
  const std::string yaml = out + "/experiment.yaml";
  return std::filesystem::exists(yaml) ? yaml : "";
}

/// "0-4, 7": numbers of trials.
std::string ranges(const std::set<std::uint64_t>& numbers) {
  std::string text;
  for (auto it = numbers.begin(); it != numbers.end();) {
    const std::uint64_t first = *it;
    std::uint64_t last = first;
    while (++it != numbers.end() && *it == last + 1) ++last;
    text += concat(text.empty() ? "" : ", ", first);
    if (last > first) text += concat("-", last);
  }
  return text;
}

struct Have {
  std::set<std::uint64_t> finished, begun, missing;
};

/// Of every condition of the experiment, in its order.
using HaveByCondition = std::vector<std::pair<std::string, Have>>;

HaveByCondition trials_of(const std::string& out, const Experiment& experiment) {
  std::map<std::string, Have> have;
  const PackedTrials packed(out);
  for (const Condition& condition : experiment.conditions)
    for (std::uint64_t trial = 0; trial < static_cast<std::uint64_t>(experiment.trials); ++trial)
      if (std::filesystem::exists(trial_file(out, condition.name, trial)) ||
          packed.has(condition.name, trial))
        have[condition.name].finished.insert(trial);
  for (const RunningTrial& trial : running_trials(out))
    if (!have[trial.condition].finished.contains(trial.trial))
      have[trial.condition].begun.insert(trial.trial);
  HaveByCondition result;
  for (const Condition& condition : experiment.conditions) {
    Have& mine = have[condition.name];
    for (std::uint64_t trial = 0; trial < static_cast<std::uint64_t>(experiment.trials); ++trial)
      if (!mine.finished.contains(trial) && !mine.begun.contains(trial)) mine.missing.insert(trial);
    result.emplace_back(condition.name, std::move(mine));
  }
  return result;
}

}  // namespace

void print_plan_in_as_json(const std::string& out, const Experiment& experiment) {
  const std::string yaml = plan_of(out);
  Growth growth;
  if (!yaml.empty()) {
    growth = growth_in(out, yaml, experiment);
    check_inputs(out, distinct(input_files(experiment)));
  }
  auto conditions = nlohmann::ordered_json::array();
  for (const auto& [name, have] : trials_of(out, experiment))
    conditions.push_back({{"name", name},
                          {"finished", have.finished},
                          {"begun", have.begun},
                          {"missing", have.missing}});
  print_json({{"experiment", experiment.name},
              {"exists", !yaml.empty()},
              {"grows", growth.grows()},
              {"leaves_aside", growth.shrinks()},
              {"conditions", conditions}});
}

void print_plan_in(const std::string& out, const Experiment& experiment) {
  const std::string yaml = plan_of(out);
  if (yaml.empty()) {
    std::cout << "'" << out << "' has nothing yet\n";
    return;
  }
  const Growth growth = growth_in(out, yaml, experiment);
  check_inputs(out, distinct(input_files(experiment)));
  if (growth.grows()) std::cout << "the folder would grow by " << grown_words(growth) << "\n";
  if (growth.shrinks())
    std::cout << "the folder has more: " << left_aside_words(growth)
              << " (run goes on without them only with --leave-aside)\n";
  std::size_t width = 9, finished = 0, begun = 0;
  for (const Condition& condition : experiment.conditions)
    width = std::max(width, condition.name.size());
  for (const auto& [name, mine] : trials_of(out, experiment)) {
    finished += mine.finished.size();
    begun += mine.begun.size();
    std::cout << name << std::string(width - name.size(), ' ');
    if (!mine.finished.empty()) std::cout << "  finished " << ranges(mine.finished);
    if (!mine.begun.empty()) std::cout << "  begun " << ranges(mine.begun);
    if (!mine.missing.empty()) std::cout << "  missing " << ranges(mine.missing);
    std::cout << "\n";
  }
  const std::size_t all =
      experiment.conditions.size() * static_cast<std::size_t>(experiment.trials);
  std::cout << finished << " of " << all << " trials finished, " << begun << " begun, "
            << all - finished - begun << " missing\n";
}

void require_room_for(const std::string& out, const Experiment& experiment) {
  const std::string yaml = plan_of(out);
  if (yaml.empty()) return;
  const Growth growth = growth_in(out, yaml, experiment);
  require_nothing_left_aside(out, growth);
  check_inputs(out, distinct(input_files(experiment)));
}

}  // namespace moai
