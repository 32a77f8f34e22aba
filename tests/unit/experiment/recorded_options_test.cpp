// If these fail, what a trial file says of its experiment cannot be used where the experiment's
// files are gone, or is read as something else than was run.
#include "experiment/recorded_options.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "algorithm/move/move_options.h"
#include "experiment/experiment.h"
#include "genome/cppn/cppn_options.h"
#include "problem/image_match/image_match_options.h"
#include "support/error.h"
#include "support/file.h"
#include "tests/support/paths.h"

namespace moai {
namespace {

TEST(RecordedOptions, AreThoseOfTheConditionWithoutItsFiles) {
  const auto folder = std::filesystem::path(::testing::TempDir()) / "recorded_options_test";
  std::filesystem::create_directories(folder);
  const std::string target = (folder / "target.png").string();
  std::filesystem::copy_file(testing::source_file("experiments/targets/sunrise.png"), target,
                             std::filesystem::copy_options::overwrite_existing);
  const std::string path = (folder / "pilot.yaml").string();
  write_file_atomically(path,
                        "problem: {target: target.png, objectives: [mse, ssim], genome: {color: "
                        "hsl}}\nalgorithm: {functions_per_cell: 1}\nislands: {count: 2, overrides: "
                        "[{islands: [1], overrides: {algorithm.jumps: none}}]}\nsweep: "
                        "{algorithm.cells: [7, 9]}\nanalysis: {compare: [all]}\n");
  const Experiment experiment = read_experiment(path);
  std::filesystem::remove_all(folder);

  const TrialOptions options = recorded_options(experiment.conditions[1].config_yaml, "0.h5");
  EXPECT_EQ(options.algorithm.as<MoveOptions>().cells, 9);
  EXPECT_EQ(options.problem.as<ImageMatchOptions>().genome.as<CppnOptions>().color, ColorMode::hsl);
  EXPECT_EQ(options.problem.as<ImageMatchOptions>().target, target);
  EXPECT_EQ(options.islands.count, 2);
}

TEST(RecordedOptions, AnotherVersionsKeysAreRefused) {
  try {
    recorded_options("problem: {tarjet: a.png}\n", "0.h5");
    FAIL();
  } catch (const UserError& error) {
    EXPECT_NE(std::string(error.what()).find("0.h5:1:11: problem.tarjet"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace moai
