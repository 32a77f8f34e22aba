#include "experiment/option_table.h"

#include "experiment/experiment.h"
#include "experiment/explaining_visitor.h"

namespace moai {
namespace {

constexpr std::string_view changes_help =
    "points of a cross product: a list of values for each dotted path; the last changes fastest";

}  // namespace

OptionTable rows_of(const Describe& describe, const std::string& path) {
  OptionTable rows;
  ExplainingVisitor visitor(rows, path, "");
  describe(visitor);
  return rows;
}

OptionTable option_table() {
  OptionTable table = rows_of([](OptionVisitor& visitor) {
    ExperimentOptions options;
    describe(visitor, options);
  });
  table.push_back({"extends",
                   "",
                   "a file, relative to the one that names it",
                   "",
                   "another experiment that this one is laid over",
                   {}});
  table.push_back(
      {"sweep", "", "a mapping from paths to lists", "", std::string(changes_help), {}});
  table.push_back({"conditions",
                   "",
                   "a list of {name: ..., overrides: {path: value}}",
                   "",
                   "conditions in addition to those of the sweep",
                   {}});
  const OptionTable trial = rows_of([](OptionVisitor& visitor) {
    TrialOptions options;
    describe(visitor, options);
  });
  table.insert(table.end(), trial.begin(), trial.end());
  return table;
}

}  // namespace moai
