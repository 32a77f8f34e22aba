#include "problem/image_match/given_ranges.h"

#include <algorithm>

#include "support/error.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

/// The number that a table gives to each objective.
std::vector<double> column(const std::map<std::string, double>& table, const char* key,
                           const std::vector<ObjectiveInfo>& objectives) {
  std::vector<double> values;
  std::vector<std::string> names;
  for (const ObjectiveInfo& objective : objectives) {
    names.push_back(objective.name);
    const auto entry = table.find(objective.name);
    if (entry == table.end())
      throw OptionError(
          concat("problem.normalisation.", key),
          concat(objective.name, " is missing (every objective needs a range). Add it."));
    values.push_back(entry->second);
  }
  for (const auto& [name, value] : table)
    if (std::find(names.begin(), names.end(), name) == names.end())
      throw OptionError(
          concat("problem.normalisation.", key),
          concat("'", name, "' is no objective of this problem.", suggestion(name, names)));
  return values;
}

}  // namespace

Normalisation from_table(const NormalisationOptions& options,
                         const std::vector<ObjectiveInfo>& objectives) {
  Normalisation result{column(options.minimum, "minimum", objectives),
                       column(options.maximum, "maximum", objectives)};
  for (std::size_t m = 0; m < objectives.size(); ++m)
    if (result.maximum[m] <= result.minimum[m])
      throw OptionError("problem.normalisation.maximum",
                        concat("that of ", objectives[m].name, ", ", result.maximum[m],
                               ", is not above its minimum, ", result.minimum[m],
                               " (scores divide by the range) exchange them"));
  return result;
}

}  // namespace moai
