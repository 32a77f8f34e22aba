// If these fail, a test that was planned is lost before it reaches the trial files, or a planned
// test of something that does not exist is only found out about after the compute was spent.
#include "experiment/analysis_options.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "experiment/experiment.h"
#include "experiment/explain.h"
#include "support/error.h"

namespace moai {
namespace {

const std::string base = R"(
problem: {type: benchmark, function: zdt1}
algorithm: {type: nsga2}
sweep: {algorithm.population: [20, 40]}
)";

class PlannedComparisons : public testing::Test {
 protected:
  void SetUp() override {
    file = std::filesystem::path(testing::TempDir()) / "moai_planned_test.yaml";
  }
  void TearDown() override { std::filesystem::remove(file); }
  Experiment read(const std::string& text) {
    std::ofstream(file) << text;
    return read_experiment(file.string());
  }
  std::string error_of(const std::string& compare) {
    try {
      read(base + "analysis: {compare: [" + compare + "]}\n");
    } catch (const UserError& error) {
      const std::string message = error.what();
      return message.substr(file.string().size());
    }
    return "";
  }
  std::filesystem::path file;
};

const std::string planned = R"(
analysis:
  compare:
    - {type: pair, first: population=20, second: population=40, value: best.f1}
    - all
    - {type: all, conditions: [population=40, population=20], value: unique_solutions}
    - {type: pair, first: population=20, second: population=40, margin: 0.02}
    - {type: blocks, over: population}
)";

TEST_F(PlannedComparisons, AreReadInTheirOrder) {
  const Experiment experiment = read(base + planned);
  const auto& compare = experiment.analysis.compare;
  ASSERT_EQ(compare.size(), 5u);
  EXPECT_EQ(compare[0].first, "population=20");
  EXPECT_EQ(compare[0].value, "best.f1");
  EXPECT_EQ(compare[1].type, 1u);
  EXPECT_EQ(compare[1].value, "champion_score");
  EXPECT_EQ(compare[2].conditions, (std::vector<std::string>{"population=40", "population=20"}));
  EXPECT_EQ(compare[0].margin, 0.0);
  EXPECT_EQ(compare[3].margin, 0.02);
  EXPECT_EQ(compare[4].over, "population");
}

TEST_F(PlannedComparisons, AreInTheResolvedExperimentAndInEveryTrialsFile) {
  const Experiment experiment = read(base + planned);
  EXPECT_EQ(read(experiment.resolved_yaml).analysis, experiment.analysis);
  for (const Condition& condition : experiment.conditions) {
    const Experiment alone = read(condition.config_yaml);
    EXPECT_EQ(alone.analysis, experiment.analysis);
    EXPECT_EQ(alone.conditions[0].config_yaml, condition.config_yaml);
  }
  EXPECT_EQ(read(base).resolved_yaml.find("analysis"), std::string::npos);
}

TEST_F(PlannedComparisons, OfWhatDoesNotExistAreRefusedAtTheirPlace) {
  EXPECT_EQ(error_of("{type: pair, first: population=20, second: population=41}"),
            ":5:22: analysis.compare[0]: 'population=41' is no condition of this experiment. Did "
            "you mean 'population=40'?");
  EXPECT_EQ(error_of("all, {type: all, value: uniqe_solutions}"),
            ":5:27: analysis.compare[1]: condition 'population=20' has no number "
            "'uniqe_solutions'. Did you mean 'unique_solutions'?");
  EXPECT_EQ(error_of("{type: pair, first: population=20, second: population=40, value: best.f9}"),
            ":5:22: analysis.compare[0]: condition 'population=20' has no number 'best.f9'. Did "
            "you mean 'best.f1'?");
  EXPECT_EQ(error_of("{type: pair, first: population=20, second: population=20}"),
            ":5:22: analysis.compare[0]: compares a condition with itself. Name two conditions: "
            "first, second.");
  EXPECT_EQ(error_of("{type: all, conditions: [population=20]}"),
            ":5:22: analysis.compare[0]: names one condition (a test of several needs two). Name "
            "more or none.");
  EXPECT_EQ(error_of("{type: blocks, over: populations}"),
            ":5:22: analysis.compare[0]: no two conditions differ in the setting 'populations' "
            "(over: the setting whose values are the targets or functions). Did you mean "
            "'population'?");
  EXPECT_NE(error_of("{type: pair, first: population=20, second: population=40, margin: -1}")
                .find("analysis.compare[0].margin"),
            std::string::npos);
  EXPECT_EQ(error_of("{first: a}").find(":5:22: analysis.compare[0]: lacks 'type'."), 0u);
}

TEST_F(PlannedComparisons, AreExplained) {
  const std::string text = explain("analysis.compare", option_table());
  EXPECT_NE(text.find("the tests that are planned"), std::string::npos) << text;
  EXPECT_NE(text.find("analysis.compare[]"), std::string::npos) << text;
  EXPECT_NE(explain("analysis.compare.first", option_table()).find("(pair)"), std::string::npos);
}

}  // namespace
}  // namespace moai
