// If this fails, some value at some place of an experiment file crashes moai, hangs it or is taken
// for what it is not, instead of being refused with the file and the key named.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <regex>

#include "experiment/estimate.h"
#include "experiment/experiment.h"
#include "support/error.h"
#include "support/text.h"
#include "tests/support/paths.h"
#include "tests/support/patience.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

const char* const text = R"(
name: pilot
seed: 3
trials: 2
problem:
  type: image_match
  target: TARGET
  size: [33, 34]
  genome: {type: cppn, activations: [sin, cos], color: rgb}
  objectives: [mse, ssim, gmsd]
  weights: seeded
  normalisation: {images: 20}
algorithm: {type: move, cells: 10, functions_per_cell: 1, jumps: unlimited}
budget: {generations: 10, evaluations: 100, wall_time: 5 min, target_score: 0.5}
islands: {count: 2, topology: ring, migration: {every: 5, send: 1, select: best, accept: vote}}
record: {commit_every: 5 min, history: 1, images: 3, lineage: survivors}
sweep:
  algorithm.cells: [10, 20]
conditions:
  - {name: more, overrides: {algorithm.cells: 30}}
)";

const std::vector<std::string> hostile = {"nan",
                                          ".nan",
                                          "inf",
                                          "-.inf",
                                          "1e400",
                                          "1e308",
                                          "-1",
                                          "0",
                                          "99999999999999999999999",
                                          "''",
                                          "~",
                                          "[]",
                                          "{}",
                                          "[[[[]]]]",
                                          "{a: {b: c}}",
                                          "../../../../../../../etc/passwd",
                                          "/dev/zero",
                                          "/proc/self/mem",
                                          "\"\\0\"",
                                          "'a/b'",
                                          "..",
                                          "\xff\xfe",
                                          std::string(5000, 'a')};

// Where a value stands: behind "key: ", behind "[" or ", " of a list.
std::vector<std::pair<std::size_t, std::size_t>> values_of(const std::string& yaml) {
  static const std::regex value(R"((: |\[|, )([^\s\[\]{},:]+)(?=[\s\[\]{},]))");
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (std::sregex_iterator it(yaml.begin(), yaml.end(), value), end; it != end; ++it)
    places.emplace_back(it->position(2), it->length(2));
  return places;
}

TEST(HostileValues, AreRefusedOrTakenWhereverTheyStand) {
  const sample::Folder folder;
  const std::string path = folder.path() + "/pilot.yaml";
  const std::string yaml = std::regex_replace(
      text, std::regex("TARGET"), testing::source_file("experiments/targets/sunrise.png"));
  const auto places = values_of(yaml);
  ASSERT_GT(places.size(), 30u);
  std::size_t refused = 0, taken = 0;
  for (const auto& [begin, length] : places)
    for (const std::string& value : hostile) {
      std::string changed = yaml;
      changed.replace(begin, length, value);
      std::ofstream(path, std::ios::binary) << changed;
      const std::string where = concat(yaml.substr(begin, length), " -> ", value.substr(0, 40));
      const auto start = std::chrono::steady_clock::now();
      try {
        const Experiment experiment = read_experiment(path);
        plan(experiment);
        for (const Condition& condition : experiment.conditions) {
          EXPECT_FALSE(std::isnan(condition.options.budget.target_score)) << where;
          EXPECT_GE(condition.options.budget.generations, 1) << where;
          EXPECT_EQ(condition.name.find('/'), std::string::npos) << where;
        }
        ++taken;
      } catch (const UserError& error) {
        EXPECT_TRUE(std::string_view(error.what()).starts_with(path)) << where << error.what();
        ++refused;
      }
      const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start);
      EXPECT_LT(seconds.count(), 5.0 * patience()) << where;
    }
  EXPECT_GT(refused, 20 * taken / 10);
  EXPECT_GT(taken, 0u);  // a seed of 0, a long name
}

TEST(HostileValues, LinksInACircleAreRefusedAsExperimentTargetAndBase) {
  const sample::Folder folder;
  const std::filesystem::path at(folder.path());
  std::filesystem::create_symlink("b.yaml", at / "a.yaml");
  std::filesystem::create_symlink("a.yaml", at / "b.yaml");
  std::filesystem::create_symlink(".", at / "round");
  EXPECT_THROW(read_experiment((at / "a.yaml").string()), UserError);
  std::ofstream(at / "base.yaml") << "extends: round/round/round/base.yaml\n";
  EXPECT_THROW(read_experiment((at / "base.yaml").string()), UserError);
  std::ofstream(at / "over.yaml") << "extends: a.yaml\n";
  EXPECT_THROW(read_experiment((at / "over.yaml").string()), UserError);
  std::ofstream(at / "target.yaml") << "problem: {target: a.yaml}\n";
  EXPECT_THROW(read_experiment((at / "target.yaml").string()), UserError);
}

}  // namespace
}  // namespace moai
