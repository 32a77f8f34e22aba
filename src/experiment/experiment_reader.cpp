#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <tuple>

#include "experiment/budget.h"
#include "experiment/condition_checks.h"
#include "experiment/condition_names.h"
#include "experiment/experiment.h"
#include "experiment/extends.h"
#include "experiment/island_overrides.h"
#include "experiment/option_table.h"
#include "experiment/reading_visitor.h"
#include "experiment/resolved.h"
#include "experiment/sweep.h"
#include "experiment/sweep_values.h"
#include "experiment/yaml_merge.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::int64_t most_trials = 10'000'000;

/// The keys of a file that belong to a trial.
std::vector<std::string> trial_sections() {
  std::vector<std::string> names;
  for (const YamlEntry& entry : options_tree(TrialOptions{}).entries) names.push_back(entry.key);
  return names;
}

/// Tells of a key in the wrong section where it belongs.
std::string belongs_to(const std::string& key) {
  std::vector<std::string> sections;
  for (const OptionRow& row : option_table()) {
    const std::size_t dot = row.path.rfind('.');
    if (dot == std::string::npos || row.path.substr(dot + 1) != key) continue;
    const std::string section = concat("'", row.path.substr(0, dot), "'");
    if (std::ranges::find(sections, section) == sections.end()) sections.push_back(section);
  }
  return sections.empty() ? "" : concat("It belongs to ", join(sections, " or "), ".");
}

TrialOptions read_trial(const YamlNode& tree, YamlErrors& errors) {
  TrialOptions options;
  ReadingVisitor reader(tree, "", errors, belongs_to);
  describe(reader, options);
  return options;
}

/// The base of all conditions, and the keys of the experiment.
TrialOptions read_base(YamlNode tree, ExperimentOptions& header, YamlErrors& errors) {
  take_island_overrides(tree);  // read with the conditions
  TrialOptions options;
  ReadingVisitor reader(tree, "", errors, belongs_to);
  describe(reader, header);
  describe(reader, options);
  describe(reader, header.analysis);
  for (const std::string_view key : {"extends", "sweep", "conditions"}) reader.expect(key);
  reader.finish();
  return options;
}

/// Writes out the `type` of mappings that leave it to its default, so that a condition which
/// changes it replaces the whole mapping, as it would with the type written.
void add_types(YamlNode& tree, const YamlNode& resolved) {
  if (tree.kind != YamlNode::Kind::mapping) return;
  const YamlNode* type = resolved.find("type");
  if (type != nullptr && tree.find("type") == nullptr && tree.find(shorthand_key) == nullptr) {
    YamlNode added = *type;
    added.place = tree.place;
    tree.add("type", std::move(added));
  }
  for (YamlEntry& entry : tree.entries)
    if (const YamlNode* other = resolved.find(entry.key)) add_types(entry.value, *other);
}

/// Where the value of a dotted path (problem.objectives[1].file) stands, or the nearest thing above
/// it.
Place place_of(const YamlNode& tree, const std::string& path) {
  const YamlNode* node = &tree;
  Place place = tree.place;
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('.', start), path.size());
    const std::string part = path.substr(start, end - start);
    const std::size_t bracket = std::min(part.find('['), part.size());
    const auto entry = std::ranges::find(node->entries, part.substr(0, bracket), &YamlEntry::key);
    if (entry == node->entries.end()) return place;
    const bool is_word = entry->value.kind == YamlNode::Kind::scalar;
    place = is_word ? entry->value.place : entry->place;
    node = &entry->value;
    if (bracket < part.size()) {
      std::size_t index = 0;
      std::from_chars(&part[bracket] + 1, part.data() + part.size(), index);
      if (index >= node->items.size()) return place;
      node = &node->items[index];
      place = node->place;
    }
    start = end + 1;
  }
  return place;
}

/// Problems of conditions, each told once with the conditions that have it.
class ConditionProblems {
 public:
  void add(const Place& place, const OptionProblem& problem, const std::string& condition) {
    auto& found = found_[{place.text(), problem.path, problem.message}];
    found.place = place;
    if (found.count++ == 0) found.first = condition;
  }
  void tell(std::size_t conditions, YamlErrors& errors) const {
    for (const auto& [key, found] : found_) {
      std::string where;
      if (found.count < conditions)
        where = concat(" [condition '", found.first, "'",
                       found.count > 1 ? concat(" and ", found.count - 1, " more") : "", "]");
      errors.add(found.place, std::get<1>(key), std::get<2>(key) + where);
    }
  }

 private:
  struct Found {
    Place place;
    std::size_t count = 0;
    std::string first;
  };
  std::map<std::tuple<std::string, std::string, std::string>, Found> found_;
};

}  // namespace

std::string place_of_option(const std::string& path, std::size_t condition,
                            const std::string& option) {
  YamlErrors errors;
  YamlNode tree = load_with_extends(path, errors);
  const auto changes = expand_conditions(tree, trial_sections(), errors);
  if (condition < changes.size()) merge(tree, changes[condition].changes);
  return place_of(tree, option).text();
}

Experiment read_experiment(const std::string& path) {
  YamlErrors errors;
  YamlNode tree = load_with_extends(path, errors);
  Experiment experiment;
  // A link to a file is that file, whatever the link is called.
  experiment.name = std::filesystem::canonical(path).stem().string();
  TrialOptions base = read_base(tree, experiment, errors);
  if (const std::string problem = problem_of_title(experiment.name); !problem.empty())
    errors.add(
        place_of(tree, "name"), "name",
        concat("'", experiment.name, "' ", problem, ". Give it a word: name: my-experiment"));
  const auto sections = trial_sections();
  const auto changes = expand_conditions(tree, sections, errors);
  if (experiment.trials * static_cast<std::int64_t>(changes.size()) > most_trials)
    errors.add(place_of(tree, "trials"), "trials",
               concat("makes more than ", most_trials, " trials with ", changes.size(),
                      " conditions. Ask for fewer."));
  errors.raise();

  add_types(tree, options_tree(base));
  const YamlNode sweep = tree.find("sweep") == nullptr ? YamlNode{} : *tree.find("sweep");
  tree.remove("sweep");
  tree.remove("conditions");
  ConditionProblems problems;
  ConditionChecks checks;
  for (const ConditionChanges& change : changes) {
    YamlNode merged = tree;
    merge(merged, change.changes);
    const YamlNode list = take_island_overrides(merged);
    Condition condition{change.name, read_trial(merged, errors), {}, ""};
    condition.variants =
        read_island_variants(list, merged, condition.options, errors,
                             [&](const YamlNode& other) { return read_trial(other, errors); });
    if (errors.empty()) {
      checks.run(condition.options, [&](const OptionProblem& problem) {
        problems.add(place_of(merged, problem.path), problem, change.name);
      });
      for (IslandVariant& variant : condition.variants) {
        checks.run(variant.options, [&](const OptionProblem& problem) {
          problems.add(list.place, {"islands.overrides: " + problem.path, problem.message},
                       change.name);
        });
        resolve_budget(variant.options);
      }
      resolve_budget(condition.options);
      condition.config_yaml = config_yaml(experiment, condition);
    }
    experiment.conditions.push_back(std::move(condition));
  }
  problems.tell(changes.size(), errors);
  if (errors.empty()) check_analysis(experiment, tree, errors);
  if (errors.empty())
    check_sweep_values(
        sweep,
        [&](std::size_t index) {
          Condition unnamed = experiment.conditions[index];
          unnamed.name = "default";
          return config_yaml(experiment, unnamed);
        },
        errors);
  errors.raise();
  experiment.notes = checks.notes();
  resolve_budget(base);
  experiment.resolved_yaml = resolved_yaml(experiment, base);
  return experiment;
}

}  // namespace moai
