#include "experiment/recorded_options.h"

#include "experiment/experiment.h"
#include "experiment/island_overrides.h"
#include "experiment/reading_visitor.h"
#include "experiment/yaml_parser.h"

namespace moai {

TrialOptions recorded_options(const std::string& config, const std::string& file) {
  YamlErrors errors;
  YamlNode tree = parse_yaml_text(config, file, errors);
  take_island_overrides(tree);
  ExperimentOptions header;
  TrialOptions options;
  ReadingVisitor reader(tree, "", errors, {}, Paths::as_written);
  describe(reader, header);
  describe(reader, options);
  for (const std::string_view key : {"conditions", "analysis"}) reader.expect(key);
  reader.finish();
  errors.raise();
  return options;
}

}  // namespace moai
