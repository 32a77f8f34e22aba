#pragma once
// Reads a SampleOptions from YAML text; for the tests of the visitors.

#include <string>

#include "experiment/reading_visitor.h"
#include "experiment/yaml_parser.h"
#include "support/error.h"
#include "tests/unit/experiment/sample_options.h"

namespace moai {

struct SampleReading {
  SampleOptions options;
  std::string errors;  ///< one a line
};

inline SampleReading read_sample(const std::string& text, const std::string& file = "a.yaml") {
  SampleReading result;
  YamlErrors errors;
  try {
    const YamlNode node = parse_yaml_text(text, file, errors);
    ReadingVisitor reader(node, "", errors);
    describe(reader, result.options);
    reader.finish();
    errors.raise();
  } catch (const UserError& error) {
    result.errors = error.what();
  }
  return result;
}

}  // namespace moai
