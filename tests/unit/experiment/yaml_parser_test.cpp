// If these fail, a malformed or hostile file is misread, or costs memory and time without bound.
#include "experiment/yaml_parser.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "support/error.h"
#include "tests/support/patience.h"

namespace moai {
namespace {

std::string error_of(const std::string& text, const YamlLimits& limits = {}) {
  YamlErrors errors;
  try {
    parse_yaml_text(text, "a.yaml", errors, limits);
    errors.raise();
  } catch (const UserError& error) {
    return error.what();
  }
  return "";
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(YamlParser, KeepsPlacesAndOrder) {
  YamlErrors errors;
  const YamlNode root = parse_yaml_text("b: 1\na:\n  - x\n  - {k: 'v'}\n", "a.yaml", errors);
  ASSERT_EQ(root.entries.size(), 2u);
  EXPECT_EQ(root.entries[0].key, "b");
  const YamlNode& list = root.entries[1].value;
  ASSERT_EQ(list.items.size(), 2u);
  EXPECT_EQ(list.items[0].place.text(), "a.yaml:3:5");
  const YamlNode* value = list.items[1].find("k");
  ASSERT_NE(value, nullptr);
  EXPECT_EQ(value->text, "v");
  EXPECT_TRUE(value->quoted);
  EXPECT_EQ(value->place.text(), "a.yaml:4:9");
  EXPECT_FALSE(list.items[0].quoted);
}

TEST(YamlParser, CopiesAliases) {
  YamlErrors errors;
  const YamlNode root = parse_yaml_text("a: &x [1, 2]\nb: *x\n", "a.yaml", errors);
  ASSERT_EQ(root.find("b")->items.size(), 2u);
  EXPECT_EQ(root.find("b")->items[1].text, "2");
}

TEST(YamlParser, RefusesDuplicateKeysAtTheSecond) {
  EXPECT_EQ(error_of("seed: 1\ntrials: 2\nseed: 3\n"),
            "a.yaml:3:1: seed: the key is given twice (first in line 1). Remove one of the two.");
}

TEST(YamlParser, PointsAtSyntaxErrors) {
  EXPECT_EQ(error_of("a: [1, 2\nb: 3\n").substr(0, 9), "a.yaml:2:");
  EXPECT_TRUE(contains(error_of("a: [1, 2\nb: 3\n"), "this is not YAML ("));
  EXPECT_TRUE(contains(error_of("a: *unknown"), "a.yaml:1:4: this is not YAML"));
  EXPECT_TRUE(contains(error_of("a:\n\tb: 1"), "a.yaml:2:"));
}

TEST(YamlParser, RefusesTagsSecondDocumentsAndOddKeys) {
  EXPECT_EQ(
      error_of("a: !!python/object 1"),
      "a.yaml:1:4: the tag 'tag:yaml.org,2002:python/object' has no meaning here. Remove it.");
  EXPECT_TRUE(contains(error_of("a: 1\n---\nb: 2\n"), "a second document starts here"));
  EXPECT_TRUE(contains(error_of("[1]: 2"), "a key is a word (this is a list)."));
  EXPECT_TRUE(contains(error_of("'': 2"), "a key is a word"));
}

TEST(YamlParser, RefusesFilesThatAreNoText) {
  EXPECT_TRUE(contains(error_of(std::string("\x89PNG\r\n\x1a\n\0\0", 10)), "this is no YAML file"));
}

TEST(YamlParser, BoundsBillionLaughs) {
  std::string text = "l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string level = std::to_string(i), below = "*l" + std::to_string(i - 1);
    text += "l" + level + ": &l" + level + " [" + below;
    for (int k = 1; k < 10; ++k) text += ", " + below;
    text += "]\n";
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(contains(error_of(text), "the file holds more than 250000 values"));
  EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
            10.0 * patience());
}

TEST(YamlParser, CountsLongTextsBehindAliases) {
  std::string text = "a: &a " + std::string(100'000, 'x') + "\nb: [*a";
  for (int i = 0; i < 200; ++i) text += ", *a";
  EXPECT_TRUE(contains(error_of(text + "]\n"), "the file holds more than 250000 values"));
}

TEST(YamlParser, RefusesAliasesInsideThemselves) {
  EXPECT_EQ(error_of("a: &x [1, *x]\n"),
            "a.yaml:1:11: this alias lies inside what it stands for (it would never end).");
}

TEST(YamlParser, BoundsDepthAndSize) {
  EXPECT_TRUE(contains(error_of(std::string(100, '[')), "nested more than 64 deep"));
  EXPECT_TRUE(contains(error_of(std::string(2'000'000, '[')), "nested more than 64 deep"));
  EXPECT_TRUE(contains(error_of("a: [1, 2, 3, 4]", {100, 4, 64}), "more than 4 values"));
}

TEST(YamlParser, RefusesWhatIsNoRegularFileOrTooLarge) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "moai_parser";
  std::filesystem::create_directories(folder);
  const std::string large = (folder / "large.yaml").string();
  std::ofstream(large) << std::string(2000, '#');
  std::filesystem::remove(folder / "loop.yaml");
  std::filesystem::create_symlink("loop.yaml", folder / "loop.yaml");
  YamlErrors errors;
  const auto message = [&](const std::string& path) -> std::string {
    try {
      parse_yaml(path, errors, {1000, 10, 10});
    } catch (const UserError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_TRUE(contains(message("/dev/zero"), "cannot read '/dev/zero' (it is no regular file)"));
  EXPECT_TRUE(contains(message(folder.string()), "it is no regular file"));
  EXPECT_TRUE(contains(message(large), "is too large for an experiment (more than 1000 bytes)"));
  EXPECT_TRUE(contains(message((folder / "none.yaml").string()), "cannot read '"));
  EXPECT_TRUE(contains(message((folder / "loop.yaml").string()), "cannot read '"));
  std::filesystem::remove_all(folder);
}

TEST(YamlParser, StandsRandomBytesAndDamagedFiles) {
  const std::string good =
      "name: x\nproblem: {type: &a image, size: [3, 3]}\nsweep:\n  a.b: [1, *a]\n";
  std::uint32_t state = 1;
  const auto next = [&state] { return state = state * 1664525u + 1013904223u, state >> 8; };
  for (int k = 0; k < 3000; ++k) {
    std::string text = good;
    for (std::uint32_t i = 1 + next() % 6; i > 0; --i)
      text[next() % text.size()] = static_cast<char>(
          next() % 3 ? " :-[]{}&*!|>'\"#,?\n"[next() % 18] : static_cast<int>(next() % 256));
    error_of(text);  // any result, but no crash, no other exception and no hang
  }
  EXPECT_EQ(error_of(good), "");
}

}  // namespace
}  // namespace moai
