#include "experiment/sweep_values.h"

#include <map>

#include "experiment/yaml_writer.h"
#include "support/text.h"

namespace moai {

void check_sweep_values(const YamlNode& sweep,
                        const std::function<std::string(std::size_t)>& options_of,
                        YamlErrors& errors) {
  // The last key changes fastest; of every other key the first value stays.
  std::size_t step = 1;
  for (auto entry = sweep.entries.rbegin(); entry != sweep.entries.rend(); ++entry) {
    std::map<std::string, const YamlNode*> seen;
    std::size_t condition = 0;
    for (const YamlNode& value : entry->value.items) {
      const auto [first, is_new] = seen.emplace(options_of(condition), &value);
      if (!is_new)
        errors.add(value.place, concat("sweep.", entry->key),
                   concat(yaml_line(value), " means the same as ", yaml_line(*first->second),
                          " at ", first->second->place.text(), ". Remove one of the two."));
      condition += step;
    }
    step *= entry->value.items.size();
  }
}

}  // namespace moai
