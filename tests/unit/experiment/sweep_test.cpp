// If these fail, a sweep runs other conditions than its author listed, or gives them names that
// change the seeds or cannot be folders.
#include "experiment/sweep.h"

#include <gtest/gtest.h>

#include "experiment/condition_names.h"
#include "experiment/yaml_parser.h"
#include "experiment/yaml_writer.h"
#include "support/error.h"

namespace moai {
namespace {

struct Expansion {
  std::vector<std::string> names;
  std::vector<std::string> changes;
  std::string errors;
};

Expansion expand(const std::string& text) {
  Expansion result;
  YamlErrors errors;
  const YamlNode tree = parse_yaml_text(text, "a.yaml", errors);
  for (const auto& condition : expand_conditions(tree, {"problem", "algorithm"}, errors)) {
    result.names.push_back(condition.name);
    result.changes.push_back(yaml_line(condition.changes));
  }
  try {
    errors.raise();
  } catch (const UserError& error) {
    result.errors = error.what();
  }
  return result;
}

TEST(Sweep, IsTheCrossProductWithTheLastKeyFastest) {
  const auto [names, changes, errors] =
      expand("sweep: {algorithm.cells: [1, 2], problem.size: [[33, 33], [8, 8]]}");
  EXPECT_EQ(errors, "");
  EXPECT_EQ(names, (std::vector<std::string>{"cells=1,size=33x33", "cells=1,size=8x8",
                                             "cells=2,size=33x33", "cells=2,size=8x8"}));
  EXPECT_EQ(changes[1], "{algorithm: {cells: 1}, problem: {size: [8, 8]}}");
}

TEST(Sweep, PutsListedConditionsBehindItsPoints) {
  const auto [names, changes, errors] = expand(R"(
sweep: {algorithm.cells: [1]}
conditions:
  - {name: alone, overrides: {algorithm.type: climb, algorithm.children: 3}}
  - {name: as-is}
)");
  EXPECT_EQ(errors, "");
  EXPECT_EQ(names, (std::vector<std::string>{"cells=1", "alone", "as-is"}));
  EXPECT_EQ(changes[1], "{algorithm: {type: climb, children: 3}}");
  EXPECT_EQ(changes[2], "{}");
}

TEST(Sweep, IsOneDefaultConditionWithoutKeys) {
  EXPECT_EQ(expand("seed: 1").names, std::vector<std::string>{"default"});
}

TEST(Sweep, RefusesWhatItCannotExpand) {
  EXPECT_EQ(expand("sweep: [1]").errors,
            "a.yaml:1:8: sweep: is a list (a mapping from paths to lists of values is expected).");
  EXPECT_EQ(expand("sweep: {algorithm.cells: 3}").errors,
            "a.yaml:1:26: sweep.algorithm.cells: is a single value (a list of values is expected). "
            "Write [1, 3, 5].");
  EXPECT_EQ(expand("sweep: {algorithm.cells: []}").errors,
            "a.yaml:1:26: sweep.algorithm.cells: is an empty list (a list of values is expected). "
            "Write [1, 3, 5].");
  EXPECT_EQ(expand("sweep: {algoritm.cells: [1]}").errors,
            "a.yaml:1:9: algoritm: is nothing that a condition can change. Did you mean "
            "'algorithm'?");
  EXPECT_EQ(expand("sweep: {algorithm..cells: [1]}").errors,
            "a.yaml:1:9: sweep: 'algorithm..cells' is no path (keys joined by single dots are).");
  EXPECT_EQ(expand("sweep: {algorithm: [move], algorithm.cells: [1]}").errors,
            "a.yaml:1:28: sweep: 'algorithm.cells' is set by another path too. Remove one of the "
            "two.");
  EXPECT_EQ(
      expand("conditions: {a: 1}").errors,
      "a.yaml:1:13: conditions: is a mapping (a list of {name: ..., overrides: {path: value}} "
      "is expected).");
  EXPECT_EQ(expand("conditions: [{overrides: {}}]").errors,
            "a.yaml:1:14: conditions[0]: has no name. Add 'name: ...'.");
  EXPECT_EQ(
      expand("conditions: [{name: a, override: {}}]").errors,
      "a.yaml:1:24: conditions[0].override: this key is not known here. Did you mean 'overrides'?");
  EXPECT_EQ(expand("conditions: []").errors,
            "a.yaml:1:1: 'sweep' and 'conditions' are empty. Fill them or remove them.");
}

TEST(Sweep, RefusesNamesThatAreTakenOrNoFolders) {
  EXPECT_EQ(expand("sweep: {algorithm.cells: [1, 1]}").errors,
            "a.yaml:1:30: two conditions are named 'cells=1' (the first at a.yaml:1:27). Give one "
            "of them another name.");
  for (const std::string name : {"../up", "a/b", ".hidden", "-rf", "a b", "\"a\\nb\"", "''"})
    EXPECT_NE(expand("conditions: [{name: " + name + "}]").errors.find("the condition's name '"),
              std::string::npos)
        << name;
  EXPECT_NE(expand("conditions: [{name: " + std::string(151, 'x') + "}]").errors, "");
}

TEST(Sweep, IsBounded) {
  std::string lists;
  for (const char key : std::string("abcdefghijkl")) {
    lists += lists.empty() ? "" : ", ";
    lists += std::string("algorithm.") + key + ": [0,1,2,3,4,5,6,7,8,9]";
  }
  EXPECT_EQ(expand("sweep: {" + lists + "}").errors,
            "a.yaml:1:8: sweep: has more than 100000 points. Sweep fewer values.");
}

TEST(ConditionNames, AreShortButDifferent) {
  EXPECT_EQ(short_forms({"algorithm.cells", "problem.size"}),
            (std::vector<std::string>{"cells", "size"}));
  EXPECT_EQ(short_forms({"a.x.size", "b.x.size", "b.rate"}),
            (std::vector<std::string>{"a.x.size", "b.x.size", "rate"}));
  EXPECT_EQ(short_forms({"size", "b.size"}), (std::vector<std::string>{"size", "b.size"}));
}

TEST(ConditionNames, AreMadeOfValues) {
  YamlErrors errors;
  const auto name = [&](const std::string& text) {
    return value_name(*parse_yaml_text("v: " + text, "a.yaml", errors).find("v"));
  };
  EXPECT_EQ(name("0.1"), "0.1");
  EXPECT_EQ(name("targets/sun rise.png"), "sun-rise.png");
  EXPECT_EQ(name("[mse, {type: ssim, window: 3}]"), "mse+ssim-3");
  EXPECT_EQ(name("{type: nsga2, population: 100}"), "nsga2-100");
}

}  // namespace
}  // namespace moai
