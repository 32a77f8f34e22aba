// If these fail, trials run with other options or other random numbers than the file says, or an
// experiment that cannot work is only found out about after compute was spent.
#include "experiment/experiment.h"
#include "experiment/condition_names.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>

#include "algorithm/hillclimber/hillclimber_options.h"
#include "algorithm/move/move_options.h"
#include "experiment/budget.h"
#include "experiment/estimate.h"
#include "media/image_file.h"
#include "problem/image_match/image_match_options.h"
#include "support/error.h"
#include "tests/support/patience.h"

namespace moai {
namespace {

const std::string problem = R"(
problem: {type: image_match, target: a.png, objectives: [mse, psnr, ssim, ms_ssim, gmsd]}
)";

class ExperimentFile : public testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::path(testing::TempDir()) / "moai_experiment_test";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "elsewhere");
    write_png(path("a.png"), Image{4, 4, std::vector<float>(48, 0.5f)});
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string path(const std::string& name) const { return (folder / name).string(); }
  Experiment read(const std::string& text, const std::string& name = "pilot.yaml") {
    std::ofstream(path(name)) << text;
    return read_experiment(path(name));
  }
  std::string error_of(const std::string& text) {
    try {
      read(text);
    } catch (const UserError& error) {
      std::string message = error.what();
      for (auto at = message.find(folder.string()); at != message.npos;
           at = message.find(folder.string()))
        message.replace(at, folder.string().size(), "DIR");
      return message;
    }
    return "";
  }
  std::filesystem::path folder;
};

TEST_F(ExperimentFile, RefusesValuesOfASweepThatMeanTheSame) {
  const auto error = [&](const std::string& sweep) {
    return error_of(problem + "sweep: {" + sweep + "}\n");
  };
  EXPECT_EQ(error("algorithm.cells: [8, 8.0]"),
            "DIR/pilot.yaml:3:30: sweep.algorithm.cells: 8.0 means the same as 8 at "
            "DIR/pilot.yaml:3:27. Remove one of the two.");
  for (const char* sweep :
       {"algorithm.cells: [5, 7], budget.wall_time: [60 s, 2 min, 1 min]",
        "problem.size: [[8, 8], [16, 16], [8, 8.0]]",
        "problem.genome.mutation.weight_std: [0.001, 1e-3], algorithm.cells: [5, 7]"}) {
    const std::string text = error(sweep);
    EXPECT_NE(text.find(" means the same as "), text.npos) << sweep << ": " << text;
    EXPECT_EQ(text.find('\n'), text.npos) << text;
  }
  EXPECT_EQ(error("algorithm.cells: [8, 9], problem.genome.mutation.weight_std: [1e-3, 2e-3]"), "");
}

TEST_F(ExperimentFile, TellsOfCellsThatAreAlike) {
  const auto notes = [&](const std::string& algorithm) {
    std::string text;
    for (const std::string& note : read(problem + "algorithm: {" + algorithm + "}\n").notes)
      text += note + "\n";
    return text;
  };
  // Five of five objectives: there is one subset. Three of five: ten.
  EXPECT_NE(notes("cells: 100, functions_per_cell: 5").find("the 100 cells have only 1 distinct"),
            std::string::npos);
  EXPECT_NE(notes("cells: 11, functions_per_cell: 3").find("the 11 cells have only 10 distinct"),
            std::string::npos);
  EXPECT_EQ(notes("cells: 10, functions_per_cell: 3"), "");
  const std::string single = notes("cells: 5, functions_per_cell: 1");
  EXPECT_NE(single.find("5 of the 5 cells are judged by one objective alone"), single.npos);
  EXPECT_EQ(single.find("distinct"), single.npos);
  EXPECT_EQ(notes("type: nsga2"), "");
  const Experiment swept =
      read(problem + "sweep: {algorithm.functions_per_cell: [1, 3, 5]}\nalgorithm: {cells: 5}\n");
  EXPECT_EQ(swept.notes.size(), 2u);  // each once: of 1, and of 5
}

TEST_F(ExperimentFile, TakesSeedsOf63BitsAsTheyAreWritten) {
  EXPECT_EQ(read(problem + "seed: 9007199254740993.0\n").seed, 9007199254740993);
  EXPECT_EQ(read(problem + "seed: 1e18\n").seed, 1000000000000000000);
}

TEST_F(ExperimentFile, IsReadWithItsSweep) {
  const Experiment experiment = read(problem + R"(
seed: 5
trials: 3
algorithm: {cells: 20}
budget: {generations: 50}
sweep: {algorithm.functions_per_cell: [1, 3]}
conditions:
  - {name: alone, overrides: {algorithm: {type: hillclimber, children: 4}}}
)");
  EXPECT_EQ(experiment.name, "pilot");
  EXPECT_EQ(experiment.seed, 5);
  EXPECT_EQ(experiment.trials, 3);
  ASSERT_EQ(experiment.conditions.size(), 3u);
  EXPECT_EQ(experiment.conditions[1].name, "functions_per_cell=3");
  EXPECT_EQ(experiment.conditions[1].options.algorithm.as<MoveOptions>().functions_per_cell, 3);
  EXPECT_EQ(experiment.conditions[1].options.algorithm.as<MoveOptions>().cells, 20);
  EXPECT_EQ(experiment.conditions[2].options.algorithm.as<HillclimberOptions>().children, 4);
  EXPECT_EQ(experiment.conditions[2].options.budget.generations, 50);
  EXPECT_EQ(experiment.conditions[0].options.problem.as<ImageMatchOptions>().target, path("a.png"));
}

TEST_F(ExperimentFile, ReadsTheSameWhenResolvedAnywhere) {
  const std::string text = problem + R"(
trials: 2
seeds: paired
algorithm: {cells: 20, functions_per_cell: 3}
budget: {evaluations: 990}
sweep:
  algorithm.jumps: [none, 2]
  problem.genome.mutation.weight_std: [1, {from: 2, to: 0.5, schedule: cosine}]
conditions:
  - {name: alone, overrides: {algorithm: {type: hillclimber, children: 4}}}
)";
  const Experiment first = read(text);
  const Experiment again = read(first.resolved_yaml, "elsewhere/again.yaml");
  EXPECT_EQ(again.resolved_yaml, first.resolved_yaml);
  EXPECT_EQ(static_cast<const ExperimentOptions&>(again),
            static_cast<const ExperimentOptions&>(first));
  ASSERT_EQ(again.conditions.size(), 5u);
  for (std::size_t i = 0; i < first.conditions.size(); ++i) {
    EXPECT_EQ(again.conditions[i].name, first.conditions[i].name);
    EXPECT_EQ(again.conditions[i].config_yaml, first.conditions[i].config_yaml);
  }
}

TEST_F(ExperimentFile, OfOneConditionRepeatsItsTrials) {
  const Experiment whole =
      read(problem + "seed: 9\nsweep: {algorithm.functions_per_cell: [1, 3]}\n");
  const Experiment alone = read(whole.conditions[1].config_yaml, "elsewhere/alone.yaml");
  ASSERT_EQ(alone.conditions.size(), 1u);
  EXPECT_EQ(alone.conditions[0].name, "functions_per_cell=3");
  EXPECT_EQ(alone.conditions[0].options.algorithm.as<MoveOptions>().functions_per_cell, 3);
  EXPECT_EQ(random_source(alone, {0, 4}).seed, random_source(whole, {1, 4}).seed);
  EXPECT_EQ(alone.conditions[0].config_yaml, whole.conditions[1].config_yaml);
}

TEST_F(ExperimentFile, TellsAllItsErrorsOnce) {
  EXPECT_EQ(
      error_of(R"(trials: 0
problem: {type: image_match, target: b.png}
algorithm: {cels: 3}
sweep: {algorithm.jumps: [nine, none], algorithm.functions_per_cell: [1, 3]}
)"),
      "DIR/pilot.yaml:1:9: trials: 0 is too small (an integer from 1 to 1000000 is "
      "expected).\n"
      "DIR/pilot.yaml:2:38: problem.target: the file 'b.png' cannot be found (looked for "
      "DIR/b.png). Did you mean 'a.png'?\n"
      "DIR/pilot.yaml:3:13: algorithm.cels: this key is not known here. Did you mean 'cells'?");
  EXPECT_EQ(error_of(problem + "sweep: {algorithm.jumps: [nine, none], algorithm.cells: [0, 3]}\n"),
            "DIR/pilot.yaml:3:27: algorithm.jumps: 'nine' is not known here (an integer from 1 to "
            "1000000 or none or one or unlimited is expected). Did you mean 'none'?\n"
            "DIR/pilot.yaml:3:58: algorithm.cells: 0 is too small (an integer from 1 to 1000000 is "
            "expected).");
}

TEST_F(ExperimentFile, TellsWhereAMisplacedKeyBelongs) {
  EXPECT_EQ(error_of("cells: 3" + problem),
            "DIR/pilot.yaml:1:1: cells: this key is not known here. It belongs to 'algorithm'.");
  EXPECT_EQ(error_of(problem + "budget: {weight_std: 2}\n"),
            "DIR/pilot.yaml:3:10: budget.weight_std: this key is not known here. It belongs to "
            "'problem.genome.initial' or 'problem.genome.mutation'.");
  EXPECT_EQ(error_of(problem + "algorithm: {type: hillclimber, cells: 2}\n"),
            "DIR/pilot.yaml:3:32: algorithm.cells: this key is not known here. It belongs to type "
            "'move'.");
}

TEST_F(ExperimentFile, IsCheckedAcrossKeysWithTheConditionNamed) {
  const std::string message =
      error_of(problem + "sweep: {algorithm.functions_per_cell: [3, 4, 7]}\n");
  EXPECT_EQ(message.find("DIR/pilot.yaml:3:43: algorithm.functions_per_cell: 4"), 0u) << message;
  EXPECT_NE(message.find("[condition 'functions_per_cell=4']\n"
                         "DIR/pilot.yaml:3:46: algorithm.functions_per_cell: 7"),
            std::string::npos)
      << message;
}

TEST_F(ExperimentFile, NamesTheProblemsOfEverySection) {
  EXPECT_EQ(error_of("problem: {target: a.png, objectives: [mse, mse]}\n")
                .find("DIR/pilot.yaml:1:26: problem.objectives: 'mse' appears twice"),
            0u);
  EXPECT_EQ(error_of(problem + "compute: {device: gpu}\n"),
            "DIR/pilot.yaml:3:19: compute.device: 'gpu' is no device (auto, cpu, cuda and cuda:N "
            "with a number are). Did you mean 'cpu'?");
  EXPECT_EQ(error_of(problem + "sweep: {trials: [1, 2]}\n")
                .find("DIR/pilot.yaml:3:9: trials: is "
                      "nothing that a condition can"),
            0u);
}

TEST_F(ExperimentFile, IsRefusedWithATargetThatIsNoPicture) {
  std::ofstream(path("b.png")) << "no picture";
  const std::string message = error_of("problem: {target: b.png}\n");
  EXPECT_EQ(message.find("DIR/pilot.yaml:1:19: problem.target: "), 0u) << message;
  EXPECT_NE(message.find("DIR/b.png"), std::string::npos) << message;
  EXPECT_EQ(
      error_of("seed: 3\n"),
      "DIR/pilot.yaml:1:1: problem.target: not given (there is nothing to match). Name a PNG, "
      "JPEG or TIFF file, or score by objectives of type torchscript alone.");
}

TEST_F(ExperimentFile, BoundsItsTrials) {
  EXPECT_EQ(error_of("trials: 1000000" + problem +
                     "sweep: {algorithm.cells: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}\n"),
            "DIR/pilot.yaml:1:9: trials: makes more than 10000000 trials with 11 conditions. Ask "
            "for fewer.");
}

TEST_F(ExperimentFile, WithTenThousandTrialsIsPlannedInSeconds) {
  std::string values;
  for (int i = 1; i <= 1000; ++i) values += (i > 1 ? ", " : "") + std::to_string(i);
  const auto start = std::chrono::steady_clock::now();
  const Experiment experiment =
      read("trials: 10" + problem +
           "algorithm: {functions_per_cell: 1}\nsweep: {algorithm.cells: [" + values + "]}\n");
  EXPECT_EQ(plan(experiment).size(), 10'000u);
  EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
            20.0 * patience());
}

TEST_F(ExperimentFile, PlansEveryTrialOnceLongOnesFirst) {
  const Experiment experiment = read(problem + "trials: 2\nalgorithm: {functions_per_cell: 1}\n" +
                                     "sweep: {algorithm.cells: [10, 30, 20]}\n");
  EXPECT_EQ(plan(experiment),
            (std::vector<TrialTicket>{{1, 0}, {2, 0}, {0, 0}, {1, 1}, {2, 1}, {0, 1}}));
}

TEST_F(ExperimentFile, GivesTrialsNumbersThatNoOtherConditionChanges) {
  const std::string sweep = problem + "sweep: {algorithm.functions_per_cell: ";
  const Experiment few = read(sweep + "[1, 3]}\ntrials: 2\n");
  const Experiment many = read(sweep + "[5, 3, 1]}\ntrials: 7\n");
  EXPECT_EQ(random_source(few, {1, 1}).seed, random_source(many, {1, 1}).seed);
  EXPECT_EQ(random_source(few, {0, 1}).seed, random_source(many, {2, 1}).seed);
  std::set<std::uint64_t> seeds;
  for (std::size_t c = 0; c < 3; ++c) seeds.insert(random_source(many, {c, 0}).seed);
  EXPECT_EQ(seeds.size(), 3u);
  EXPECT_EQ(random_source(many, {0, 6}).trial, 6u);
  // The value is part of what "same seed, same results" means: it must never change.
  EXPECT_EQ(random_source(few, {0, 0}).seed, 82706271422254831u);
}

TEST_F(ExperimentFile, GivesPairedTrialsTheSameNumbers) {
  const Experiment experiment =
      read(problem + "seed: 11\nseeds: paired\nsweep: {algorithm.functions_per_cell: [1, 3]}\n");
  EXPECT_EQ(random_source(experiment, {0, 2}).seed, 11u);
  EXPECT_EQ(random_source(experiment, {1, 2}).seed, 11u);
  EXPECT_EQ(random_source(experiment, {1, 2}).trial, 2u);
}

TEST(Budget, FindsTheGenerationsThatReachItsEvaluations) {
  TrialOptions options;
  options.algorithm.as<MoveOptions>().cells = 100;
  const auto resolved = [&](std::int64_t generations, std::int64_t evaluations) {
    TrialOptions result = options;
    result.budget.generations = generations;
    result.budget.evaluations = evaluations;
    resolve_budget(result);
    return std::pair(result.budget.generations, planned_evaluations(result));
  };
  EXPECT_EQ(resolved(0, 0), std::pair(std::int64_t{1000}, std::int64_t{100'000}));
  EXPECT_EQ(resolved(0, 1000), std::pair(std::int64_t{10}, std::int64_t{1000}));
  EXPECT_EQ(resolved(0, 1001), std::pair(std::int64_t{11}, std::int64_t{1100}));
  EXPECT_EQ(resolved(0, 1), std::pair(std::int64_t{1}, std::int64_t{100}));
  EXPECT_EQ(resolved(7, 0), std::pair(std::int64_t{7}, std::int64_t{700}));
  EXPECT_EQ(resolved(7, 300), std::pair(std::int64_t{7}, std::int64_t{300}));
  options.algorithm.as<MoveOptions>().mode = MoveMode::steady_state;
  EXPECT_EQ(resolved(0, 1000), std::pair(std::int64_t{901}, std::int64_t{1000}));
}

TEST(Reproducible, IsNeitherAsynchronousMigrationNorRefinementOnAGpu) {
  TrialOptions options;
  EXPECT_TRUE(is_reproducible(options, "cuda:0"));
  options.algorithm->refine.steps = 5.0;
  EXPECT_TRUE(is_reproducible(options, "cpu"));
  EXPECT_FALSE(is_reproducible(options, "cuda:0"));
  options.algorithm->refine.steps = 0.0;
  options.islands.count = 2;
  options.islands.migration.mode = MigrationMode::async;
  EXPECT_FALSE(is_reproducible(options, "cpu"));
}

TEST(Names, OfExperimentsStayInTheFolderOfResults) {
  for (const char* name : {"my pilot, 50%", "a", "\xc3\xa4pfel"})
    EXPECT_EQ(problem_of_title(name), "");
  for (const std::string name : {"", ".", "..", "../up", "a/b", "-x", "a\tb"})
    EXPECT_NE(problem_of_title(name), "") << name;
  EXPECT_NE(problem_of_title(std::string(200, 'a')), "");
}

TEST(Estimate, GrowsWithWhatIsRecorded) {
  TrialOptions options;
  options.budget.generations = 1000;
  const TrialEstimate paper = estimate(options);
  EXPECT_EQ(paper.evaluations, 100'000);
  EXPECT_LT(paper.disk_bytes, 10e6);
  options.budget.generations = 10'000;
  EXPECT_GT(estimate(options).disk_bytes, 5 * paper.disk_bytes);
  EXPECT_EQ(estimate(options).memory_bytes, paper.memory_bytes);
  EXPECT_EQ(format_bytes(9.96e5), "996 kB");
  EXPECT_EQ(format_bytes(3.14e9), "3.1 GB");
  EXPECT_EQ(format_bytes(9.999e5), "1.0 MB");
}

}  // namespace
}  // namespace moai
