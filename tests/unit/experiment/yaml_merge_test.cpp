// If these fail, an experiment that extends another, or a condition of a sweep, silently keeps or
// loses options.
#include "experiment/yaml_merge.h"

#include <gtest/gtest.h>

#include "experiment/yaml_parser.h"
#include "experiment/yaml_writer.h"
#include "tests/unit/experiment/read_sample.h"

namespace moai {
namespace {

YamlNode tree(const std::string& text, const std::string& file = "a.yaml") {
  YamlErrors errors;
  return parse_yaml_text(text, file, errors);
}

std::string merged(const std::string& base, const std::string& change) {
  YamlNode result = tree(base);
  merge(result, tree(change));
  return yaml_line(result);
}

TEST(Merge, GoesKeyByKeyAndReplacesLists) {
  EXPECT_EQ(merged("{a: {x: 1, w: [1, 2]}, b: 2}", "{a: {w: [3], z: 4}, c: 5}"),
            "{a: {x: 1, w: [3], z: 4}, b: 2, c: 5}");
  EXPECT_EQ(merged("{a: {x: 1}}", "{a: 3}"), "{a: 3}");
}

TEST(Merge, ReplacesMappingsOfAnotherType) {
  EXPECT_EQ(merged("{a: {type: move, cells: 9}}", "{a: {type: climb}}"), "{a: {type: climb}}");
  EXPECT_EQ(merged("{a: {type: move, cells: 9}}", "{a: {type: move, jumps: 1}}"),
            "{a: {type: move, cells: 9, jumps: 1}}");
  EXPECT_EQ(merged("{a: move}", "{a: {type: climb, children: 3}}"),
            "{a: {type: climb, children: 3}}");
}

TEST(Merge, KeepsAShortFormUnderMoreKeys) {
  YamlNode base = tree("{search: breed, network: 7}");
  merge(base, tree("{search: {parents: 3}, network: {spread: 2}}"));
  YamlErrors errors;
  SampleOptions options;
  ReadingVisitor reader(base, "", errors);
  describe(reader, options);
  reader.finish();
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(options.search, 1u);
  EXPECT_EQ(options.parents, 3);
  EXPECT_EQ(options.hidden, 7);
  EXPECT_EQ(options.spread, 2.0);
}

TEST(Merge, KeepsThePlacesOfWhatItTakes) {
  YamlNode base = tree("a: 1\nb: 2\n", "base.yaml");
  merge(base, tree("\nb: 3\n", "top.yaml"));
  EXPECT_EQ(base.find("a")->place.text(), "base.yaml:1:4");
  EXPECT_EQ(base.find("b")->place.text(), "top.yaml:2:4");
  EXPECT_EQ(base.entries[1].place.text(), "top.yaml:2:1");
}

}  // namespace
}  // namespace moai
