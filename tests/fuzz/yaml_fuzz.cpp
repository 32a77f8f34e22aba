// If this finds something, an experiment file can crash moai, hang it or fill its memory instead of
// being refused with a message. The input is one file, or two with a 0x1d byte between: the second
// is then laid over the first, as `extends` does.
#include <cstdint>
#include <string>

#include "experiment/reading_visitor.h"
#include "experiment/writing_visitor.h"
#include "experiment/yaml_merge.h"
#include "experiment/yaml_parser.h"
#include "experiment/yaml_writer.h"
#include "support/error.h"
#include "tests/unit/experiment/sample_options.h"

namespace moai {
namespace {

void read(const std::string& text) {
  YamlErrors errors;
  const std::size_t cut = text.find('\x1d');
  YamlNode node = parse_yaml_text(text.substr(0, cut), "first.yaml", errors);
  if (cut != std::string::npos)
    merge(node, parse_yaml_text(text.substr(cut + 1), "second.yaml", errors));
  SampleOptions options;
  ReadingVisitor reader(node, "", errors);
  describe(reader, options);
  reader.finish();
  errors.raise();

  // What has been accepted is written so that it reads as the same.
  WritingVisitor writer;
  describe(writer, options);
  const YamlNode again = parse_yaml_text(yaml_text(writer.take()), "written.yaml", errors);
  SampleOptions second;
  ReadingVisitor rereader(again, "", errors);
  describe(rereader, second);
  rereader.finish();
  errors.raise();
  if (!(second == options)) __builtin_trap();
}

}  // namespace
}  // namespace moai

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    moai::read(std::string(reinterpret_cast<const char*>(data), size));
  } catch (const moai::UserError&) {
  }
  return 0;
}
