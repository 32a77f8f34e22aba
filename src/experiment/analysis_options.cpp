#include "experiment/analysis_options.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include "experiment/experiment.h"
#include "record/summary.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t of_a_pair = 0;
constexpr std::size_t over_blocks = 2;
constexpr std::string_view best = "best.";

void describe_item(OptionVisitor& visitor, Comparison& comparison) {
  const auto value = [&](OptionVisitor& inner) {
    inner.text("value", comparison.value,
               "a number of the trials' summary (champion_score, unique_solutions, "
               "total_replacements ...), or best.OBJECTIVE");
  };
  const std::array<Alternative, 3> types = {
      Alternative{"pair", "two conditions: Wilcoxon's rank-sum or, paired, signed-rank test",
                  [&](OptionVisitor& inner) {
                    inner.text("first", comparison.first, "the name of a condition");
                    inner.text("second", comparison.second, "the name of another");
                    value(inner);
                    inner.real("margin", comparison.margin, {.minimum = 0.0},
                               "differences up to so much, in the unit of the value, are as good "
                               "as none: two one-sided tests of equivalence beside the test for a "
                               "difference; 0: equivalence is not asked for");
                  }},
      Alternative{"all", "several conditions at once: Kruskal-Wallis or, paired, Friedman test",
                  [&](OptionVisitor& inner) {
                    inner.texts("conditions", comparison.conditions, {},
                                "the names of conditions; empty: every one");
                    value(inner);
                  }},
      Alternative{"blocks",
                  "all conditions over several targets or functions: Friedman test of their means",
                  [&](OptionVisitor& inner) {
                    inner.text("over", comparison.over,
                               "the setting whose values are the targets or functions, as it is in "
                               "the names of conditions");
                    value(inner);
                  }}};
  visitor.alternatives("", comparison.type, types, "a planned test");
}

std::vector<std::string> objectives_of(const Condition& condition) {
  return condition.options.problem->objective_names();
}

/// What a comparison may be about in a condition.
std::vector<std::string> numbers_of(const Condition& condition) {
  std::vector<std::string> names;
  each_field(TrialSummary::fields(), [&](const auto& field) { names.emplace_back(field.name); });
  for (const std::string& objective : objectives_of(condition))
    names.push_back(concat(best, objective));
  return names;
}

std::string did_you_mean(const std::string& name, const std::vector<std::string>& known) {
  const std::string near = nearest_name(name, known);
  return near.empty() ? concat(" Known: ", join(known), ".")
                      : concat(" Did you mean '", near, "'?");
}

/// (key, value) of each key=value between the commas of a condition's name.
std::vector<std::pair<std::string, std::string>> settings_of(const std::string& name) {
  std::vector<std::pair<std::string, std::string>> settings;
  std::istringstream parts(name);
  for (std::string part; std::getline(parts, part, ',');)
    if (const std::size_t equals = part.find('='); equals != std::string::npos)
      settings.emplace_back(part.substr(0, equals), part.substr(equals + 1));
  return settings;
}

/// Complains of one comparison, at its place in the file.
class Check {
 public:
  Check(const Experiment& experiment, const Place& place, std::string path, YamlErrors& errors)
      : experiment_(experiment), place_(place), path_(std::move(path)), errors_(errors) {}

  void run(const Comparison& comparison) {
    std::vector<std::string> names = comparison.conditions;
    if (comparison.type == of_a_pair) {
      names = {comparison.first, comparison.second};
      if (comparison.first == comparison.second)
        return complain("compares a condition with itself. Name two conditions: first, second.");
    } else if (names.size() == 1) {
      return complain("names one condition (a test of several needs two). Name more or none.");
    }
    if (experiment_.conditions.size() == 1) {
      check_value(comparison.value, experiment_.conditions[0]);
      return;
    }
    if (comparison.type == over_blocks && !check_setting(comparison.over)) return;
    if (names.empty())
      for (const Condition& condition : experiment_.conditions) names.push_back(condition.name);
    for (const std::string& name : names)
      if (!check_condition(name, comparison.value)) return;
  }

 private:
  void complain(const std::string& message) { errors_.add(place_, path_, message); }

  bool check_condition(const std::string& name, const std::string& value) {
    const auto& all = experiment_.conditions;
    const auto found = std::ranges::find(all, name, &Condition::name);
    if (found != all.end()) return check_value(value, *found);
    std::vector<std::string> names;
    for (const Condition& condition : all) names.push_back(condition.name);
    complain(concat("'", name, "' is no condition of this experiment.", did_you_mean(name, names)));
    return false;
  }
  bool check_setting(const std::string& over) {
    std::vector<std::string> known, values;
    for (const Condition& condition : experiment_.conditions)
      for (const auto& [key, value] : settings_of(condition.name)) {
        if (std::ranges::find(known, key) == known.end()) known.push_back(key);
        if (key == over && std::ranges::find(values, value) == values.end())
          values.push_back(value);
      }
    if (values.size() > 1) return true;
    complain(
        concat("no two conditions differ in the setting '", over,
               "' (over: the setting whose values are the targets or functions).",
               known.empty() ? " No condition's name has a setting." : did_you_mean(over, known)));
    return false;
  }
  bool check_value(const std::string& value, const Condition& condition) {
    const std::vector<std::string> known = numbers_of(condition);
    if (std::ranges::find(known, value) != known.end()) return true;
    complain(concat("condition '", condition.name, "' has no number '", value, "'.",
                    did_you_mean(value, known)));
    return false;
  }

  const Experiment& experiment_;
  const Place place_;
  const std::string path_;
  YamlErrors& errors_;
};

}  // namespace

void describe(OptionVisitor& visitor, AnalysisOptions& options) {
  const ListBinding items = {
      [&] { return options.compare.size(); }, [&](std::size_t n) { options.compare.resize(n); },
      [&](std::size_t i, OptionVisitor& inner) { describe_item(inner, options.compare[i]); }};
  visitor.group(
      "analysis",
      [&](OptionVisitor& inner) {
        inner.list("compare", items, {},
                   "the tests that are planned, stored in every trial file before it begins: "
                   "corrected for their number, and told apart from exploratory ones");
      },
      "what is to be done with the results");
}

void check_analysis(const Experiment& experiment, const YamlNode& tree, YamlErrors& errors) {
  const YamlNode* section = tree.find("analysis");
  const YamlNode* list = section == nullptr ? nullptr : section->find("compare");
  for (std::size_t i = 0; i < experiment.analysis.compare.size(); ++i)
    Check(experiment, list->items[i].place, concat("analysis.compare[", i, "]"), errors)
        .run(experiment.analysis.compare[i]);
}

}  // namespace moai
