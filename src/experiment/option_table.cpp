#include "experiment/option_table.h"

#include <algorithm>

#include "experiment/experiment.h"

namespace moai {
namespace {

constexpr std::string_view changes_help =
    "points of a cross product: a list of values for each dotted path; the last changes fastest";

}  // namespace

OptionTable option_table() {
  OptionTable table = rows_of([](OptionVisitor& visitor) {
    ExperimentOptions options;
    describe(visitor, options);
  });
  table.push_back(
      {"extends",
       "",
       "a file, relative to the one that names it, or a list of files",
       "",
       "another experiment that this one is laid over; of several, each over those before it",
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
  const auto last = std::ranges::find_if(table.rbegin(), table.rend(), [](const OptionRow& row) {
    return row.path.starts_with("islands.");
  });
  table.insert(
      last.base(),
      {"islands.overrides",
       "",
       "a list of {islands: [...], overrides: {path: value}}",
       "",
       "options of the algorithm and of problem.genome that some islands have of their own",
       {}});
  const OptionTable analysis = rows_of([](OptionVisitor& visitor) {
    AnalysisOptions options;
    describe(visitor, options);
  });
  table.insert(table.end(), analysis.begin(), analysis.end());
  return table;
}

}  // namespace moai
