#include "experiment/sweep.h"

#include <algorithm>
#include <map>

#include "experiment/condition_names.h"
#include "experiment/reading_visitor.h"
#include "experiment/yaml_merge.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t most_conditions = 100'000;

/// The sweep's lists, or nothing where one of them is wrong.
bool check_lists(const YamlNode& sweep, YamlErrors& errors) {
  if (sweep.kind != YamlNode::Kind::mapping) {
    errors.add(
        sweep.place, "sweep",
        concat("is ", kind_name(sweep), " (a mapping from paths to lists of values is expected)."));
    return false;
  }
  bool good = true;
  std::size_t points = 1;
  for (const YamlEntry& entry : sweep.entries) {
    const std::size_t values = entry.value.items.size();
    if (entry.value.kind != YamlNode::Kind::list || values == 0) {
      errors.add(
          entry.value.place, concat("sweep.", entry.key),
          concat("is ",
                 values == 0 && entry.value.kind == YamlNode::Kind::list ? "an empty list"
                                                                         : kind_name(entry.value),
                 " (a list of values is expected). Write [1, 3, 5]."));
      good = false;
      continue;
    }
    points = values > most_conditions / points ? most_conditions + 1 : points * values;
    if (points > most_conditions) {
      errors.add(sweep.place, "sweep",
                 concat("has more than ", most_conditions, " points. Sweep fewer values."));
      return false;
    }
  }
  return good;
}

void add_sweep(const YamlNode& sweep, YamlErrors& errors, std::vector<ConditionChanges>& result) {
  if (!check_lists(sweep, errors) || sweep.entries.empty()) return;
  std::vector<std::string> paths;
  for (const YamlEntry& entry : sweep.entries) paths.push_back(entry.key);
  const auto labels = short_forms(paths);
  std::vector<std::size_t> at(sweep.entries.size(), 0);
  while (true) {
    ConditionChanges point;
    point.place = sweep.place;
    YamlNode overrides = YamlNode::mapping();
    for (std::size_t k = 0; k < at.size(); ++k) {
      const YamlEntry& entry = sweep.entries[k];
      const YamlNode& value = entry.value.items[at[k]];
      point.name += concat(k == 0 ? "" : ",", labels[k], "=", value_name(value));
      overrides.entries.push_back({entry.key, entry.place, value});
      point.place = value.place;
    }
    point.changes = overrides_tree(overrides, errors, "sweep");
    result.push_back(std::move(point));
    std::size_t k = at.size();
    while (k > 0 && ++at[k - 1] == sweep.entries[k - 1].value.items.size()) at[--k] = 0;
    if (k == 0) return;
  }
}

void add_listed(const YamlNode& conditions, YamlErrors& errors,
                std::vector<ConditionChanges>& result) {
  if (conditions.kind != YamlNode::Kind::list) {
    errors.add(conditions.place, "conditions",
               concat("is ", kind_name(conditions),
                      " (a list of {name: ..., overrides: {path: value}} is expected)."));
    return;
  }
  for (std::size_t i = 0; i < conditions.items.size(); ++i) {
    const YamlNode& item = conditions.items[i];
    const std::string path = concat("conditions[", i, "]");
    if (item.kind != YamlNode::Kind::mapping) {
      errors.add(item.place, path, concat("is ", kind_name(item), " (a mapping is expected)."));
      continue;
    }
    ConditionChanges condition;
    ReadingVisitor reader(item, path, errors);
    reader.text("name", condition.name, "");
    reader.expect("overrides");
    reader.finish();
    const YamlNode* name = item.find("name");
    condition.place = name != nullptr ? name->place : item.place;
    if (name == nullptr) {
      errors.add(item.place, path, "has no name. Add 'name: ...'.");
      continue;
    }
    condition.changes = YamlNode::mapping();
    const YamlNode* overrides = item.find("overrides");
    if (overrides != nullptr && overrides->kind == YamlNode::Kind::mapping)
      condition.changes = overrides_tree(*overrides, errors, path + ".overrides");
    else if (overrides != nullptr)
      errors.add(
          overrides->place, path + ".overrides",
          concat("is ", kind_name(*overrides), " (a mapping from paths to values is expected)."));
    result.push_back(std::move(condition));
  }
}

void check_names(const std::vector<ConditionChanges>& conditions, YamlErrors& errors) {
  std::map<std::string, Place> seen;
  for (const ConditionChanges& condition : conditions) {
    const std::string problem = problem_of_name(condition.name);
    if (!problem.empty())
      errors.add(condition.place, "",
                 concat("the condition's name '", condition.name, "' ", problem,
                        ". List it under 'conditions:' with a name of its own."));
    const auto [first, is_new] = seen.emplace(condition.name, condition.place);
    if (!is_new)
      errors.add(condition.place, "",
                 concat("two conditions are named '", condition.name, "' (the first at ",
                        first->second.text(), "). Give one of them another name."));
  }
}

void check_sections(const std::vector<ConditionChanges>& conditions,
                    const std::vector<std::string>& sections, YamlErrors& errors) {
  for (const ConditionChanges& condition : conditions)
    for (const YamlEntry& entry : condition.changes.entries)
      if (std::ranges::find(sections, entry.key) == sections.end())
        errors.add(
            entry.place, entry.key,
            concat("is nothing that a condition can change.", suggestion(entry.key, sections)));
}

}  // namespace

std::vector<ConditionChanges> expand_conditions(const YamlNode& tree,
                                                const std::vector<std::string>& sections,
                                                YamlErrors& errors) {
  std::vector<ConditionChanges> result;
  if (const YamlNode* sweep = tree.find("sweep")) add_sweep(*sweep, errors, result);
  if (const YamlNode* listed = tree.find("conditions")) add_listed(*listed, errors, result);
  if (result.empty() && tree.find("sweep") == nullptr && tree.find("conditions") == nullptr)
    result.push_back({"default", tree.place, YamlNode::mapping()});
  if (result.empty() && errors.empty())
    errors.add(tree.place, "", "'sweep' and 'conditions' are empty. Fill them or remove them.");
  check_names(result, errors);
  check_sections(result, sections, errors);
  return result;
}

}  // namespace moai
