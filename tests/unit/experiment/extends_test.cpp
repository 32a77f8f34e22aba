// If these fail, an experiment that builds on another does not mean what both files say together,
// or reading it never ends.
#include "experiment/extends.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "experiment/yaml_writer.h"
#include "support/error.h"

namespace moai {
namespace {

class Extends : public testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::path(testing::TempDir()) / "moai_extends";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "base");
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder / name) << text;
  }
  std::string error_of(const std::string& name) {
    YamlErrors errors;
    try {
      load_with_extends((folder / name).string(), errors);
      errors.raise();
    } catch (const UserError& error) {
      std::string text = error.what();
      for (auto at = text.find(folder.string()); at != text.npos; at = text.find(folder.string()))
        text.replace(at, folder.string().size(), "DIR");
      return text;
    }
    return "";
  }
  std::filesystem::path folder;
};

TEST_F(Extends, LaysAFileOverAnother) {
  write("base/one.yaml", "name: one\nseed: 7\nproblem: {target: a.png, size: [3, 3]}\n");
  write("two.yaml", "extends: base/one.yaml\nproblem: {size: [5, 5]}\ntrials: 2\n");
  YamlErrors errors;
  const YamlNode tree = load_with_extends((folder / "two.yaml").string(), errors);
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(yaml_line(tree), "{seed: 7, problem: {target: a.png, size: [5, 5]}, trials: 2}");
  EXPECT_EQ(*tree.find("problem")->find("target")->place.file, (folder / "base/one.yaml").string());
}

TEST_F(Extends, LaysSeveralFilesOverOneAnother) {
  write("ground.yaml", "name: ground\nseed: 1\nproblem: {size: [3, 3], target: a.png}\n");
  write("one.yaml", "extends: ground.yaml\nname: one\nseed: 2\n");
  write("two.yaml", "extends: ground.yaml\nproblem: {size: [5, 5]}\n");  // both may have one base
  write("both.yaml", "extends: [one.yaml, two.yaml]\ntrials: 4\n");
  YamlErrors errors;
  const YamlNode tree = load_with_extends((folder / "both.yaml").string(), errors);
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(yaml_line(tree), "{seed: 1, problem: {size: [5, 5], target: a.png}, trials: 4}");
  write("two.yaml", "extends: both.yaml\n");
  EXPECT_NE(error_of("both.yaml").find("leads back"), std::string::npos);
}

TEST_F(Extends, RefusesCircles) {
  write("a.yaml", "extends: b.yaml\n");
  write("b.yaml", "extends: ./base/../a.yaml\n");
  EXPECT_EQ(error_of("a.yaml"),
            "DIR/b.yaml:1:10: extends: './base/../a.yaml' leads back to a file that extends this "
            "one. Break the circle.");
  write("self.yaml", "extends: link.yaml\n");
  std::filesystem::create_symlink("self.yaml", folder / "link.yaml");
  EXPECT_NE(error_of("self.yaml").find("leads back"), std::string::npos);
}

TEST_F(Extends, BoundsTheNumberOfFiles) {
  for (int i = 0; i < 20; ++i)
    write(std::to_string(i) + ".yaml", "extends: " + std::to_string(i + 1) + ".yaml\n");
  EXPECT_EQ(error_of("0.yaml"),
            "DIR/15.yaml:1:10: extends: more than 16 files extend one another. Merge some.");
}

TEST_F(Extends, PointsAtAFileThatIsMissing) {
  write("a.yaml", "seed: 1\nextends: none.yaml\n");
  EXPECT_EQ(error_of("a.yaml"),
            "DIR/a.yaml:2:10: extends: cannot read 'DIR/none.yaml' (No such file or directory). "
            "Check the path.");
  std::filesystem::create_symlink("loop.yaml", folder / "loop.yaml");
  write("b.yaml", "extends: loop.yaml\n");
  EXPECT_EQ(error_of("b.yaml"),
            "DIR/b.yaml:1:10: extends: cannot read 'DIR/loop.yaml' (Too many levels of symbolic "
            "links). Check the path.");
}

TEST_F(Extends, RefusesFilesThatAreNoMapping) {
  write("list.yaml", "- 1\n");
  EXPECT_EQ(error_of("list.yaml"),
            "DIR/list.yaml:1:1: the file holds a list (an experiment is a mapping of keys: 'seed: "
            "1').");
  write("empty.yaml", "# nothing\n");
  EXPECT_EQ(error_of("empty.yaml"),
            "DIR/empty.yaml: the file holds nothing (an experiment is a mapping of keys: 'seed: "
            "1').");
  write("odd.yaml", "extends: [list.yaml, [a.yaml]]\n");
  EXPECT_EQ(
      error_of("odd.yaml"),
      "DIR/odd.yaml:1:22: extends: is a list (a file's path is expected, or a list of them).");
}

}  // namespace
}  // namespace moai
