// If these fail, the index shows numbers of other trials, leads to files that are not there, or
// `moai status` says nothing or something wrong about a running job.
#include "record/index.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <fstream>

#include "record/hdf5/file.h"
#include "record/layout.h"
#include "record/running_trials.h"
#include "record/trial_store.h"
#include "support/file.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

void finish(const std::string& out, const std::string& condition, std::uint64_t trial,
            std::uint64_t generation) {
  auto header = sample::header();
  header.identity.condition = condition;
  header.identity.trial = trial;
  if (condition == "one") {
    header.objectives.pop_back();
    header.objectives[0].name = "vif/p";
    header.normalisation = {{0.0}, {1.0}};
  }
  TrialRecord record = sample::record(0, generation);
  FinalRecord final = sample::final_record(generation);
  if (condition == "one") {
    for (auto& row : record.history) row.best_fitness = row.mean_fitness = {1.0};
    for (auto& island : final.members)
      for (auto& member : island) {
        Individual x = *member.individual;
        x.fitness.resize(1);
        member.individual = std::make_shared<Individual>(x);
      }
    final.champion = final.members[0].back().individual;
    for (auto& mask : final.masks) mask = {1, 1};
  }
  TrialStore(out, header.identity).finish(header, record, final);
}

TEST(Index, HasARowForEachFinishedTrialInTheOrderOfThePlan) {
  const sample::Folder out;
  finish(out.path(), "a/b", 0, 9);
  finish(out.path(), "one", 1, 5);
  finish(out.path(), "a/b", 1, 7);
  const auto report =
      write_index(out.path(), "sunrise",
                  {{"a/b", 0}, {"a/b", 1}, {"a/b", 2}, {"one", 0}, {"one", 1}}, SealCheck::whole);
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.rows, 3u);
  const hdf5::File index(out.path() + "/experiment.h5");
  EXPECT_EQ(index.root().integer("trials_planned"), 5u);
  EXPECT_EQ(index.root().integer("trials_finished"), 3u);
  const auto summary = index.root().open("summary");
  EXPECT_EQ(summary.read_texts("condition"), (std::vector<std::string>{"a/b", "a/b", "one"}));
  EXPECT_EQ(summary.read<std::uint64_t>("trial"), (std::vector<std::uint64_t>{0, 1, 1}));
  EXPECT_EQ(summary.read<std::uint64_t>("generations"), (std::vector<std::uint64_t>{10, 8, 6}));
  const auto best = summary.open("best_raw");
  const auto mse = best.read<double>("mse"), vif = best.read<double>("vif%2Fp");
  EXPECT_DOUBLE_EQ(mse[0], 0.59);
  EXPECT_DOUBLE_EQ(mse[1], 0.57);
  EXPECT_TRUE(std::isnan(mse[2]));
  EXPECT_TRUE(std::isnan(vif[1]));
  EXPECT_DOUBLE_EQ(vif[2], 0.55);
}

TEST(Index, LinksLeadToTheTrialsAfterTheFolderHasMoved) {
  const sample::Folder out;
  finish(out.path() + "/here", "a/b", 3, 4);
  write_index(out.path() + "/here", "sunrise", {{"a/b", 3}}, SealCheck::whole);
  std::filesystem::rename(out.path() + "/here", out.path() + "/there");
  const hdf5::File index(out.path() + "/there/experiment.h5");
  const auto trial = index.root().open("trials").open("a%2Fb").open("3");
  EXPECT_EQ(trial.text("condition"), "a/b");
}

TEST(Index, LeavesOutDamagedFilesAndSaysWhich) {
  const sample::Folder out;
  finish(out.path(), "c", 0, 4);
  finish(out.path(), "c", 1, 4);
  const std::string path = trial_file(out.path(), "c", 1);
  const std::string whole = read_file(path);
  std::ofstream(path, std::ios::binary) << whole.substr(0, whole.size() / 2);
  for (const SealCheck check : {SealCheck::length, SealCheck::whole}) {
    const auto report = write_index(out.path(), "sunrise", {{"c", 0}, {"c", 1}}, check);
    EXPECT_EQ(report.rows, 1u);
    ASSERT_EQ(report.problems.size(), 1u);
    EXPECT_NE(report.problems[0].find(path), std::string::npos);
    EXPECT_NE(report.problems[0].find("Move it away and run"), std::string::npos);
    const hdf5::File index(out.path() + "/experiment.h5");
    EXPECT_EQ(index.root().integer("trials_finished"), 1u);
  }
}

// Also where the index does not look: the analysis does.
TEST(Index, NoticesADamagedByteWhereverItIs) {
  const sample::Folder out;
  finish(out.path(), "c", 0, 4);
  const std::string path = trial_file(out.path(), "c", 0);
  const std::string whole = read_file(path);
  for (std::size_t byte = 0; byte < whole.size(); byte += whole.size() / 100) {
    std::string damaged = whole;
    damaged[byte] = static_cast<char>(damaged[byte] ^ 1);
    std::ofstream(path, std::ios::binary) << damaged;
    const auto report = write_index(out.path(), "sunrise", {{"c", 0}}, SealCheck::whole);
    EXPECT_EQ(report.rows, 0u) << byte;
    ASSERT_EQ(report.problems.size(), 1u) << byte;
    EXPECT_NE(report.problems[0].find("Move it away and run"), std::string::npos);
  }
}

TEST(RunningTrials, AreSeenFromOutside) {
  const sample::Folder out;
  EXPECT_TRUE(running_trials(out.path()).empty());
  auto header = sample::header();
  for (const std::uint64_t trial : {10, 9}) {
    header.identity.trial = trial;
    TrialStore(out.path(), header.identity)
        .commit(header, sample::record(0, 5), sample::checkpoint(5));
  }
  // A newer segment that is being damaged at the moment is passed over.
  std::ofstream(running_folder(out.path(), "fns=3", 9) + "/99.h5") << "x";
  const auto trials = running_trials(out.path());
  ASSERT_EQ(trials.size(), 2u);
  EXPECT_EQ(trials[0].condition, "fns=3");
  EXPECT_EQ(trials[0].trial, 9u);
  EXPECT_EQ(trials[0].generation, 5u);
  EXPECT_EQ(trials[0].evaluations, 120u);
  EXPECT_DOUBLE_EQ(trials[0].wall_seconds, 6.25);
  EXPECT_DOUBLE_EQ(trials[0].best_score, 0.005);
  EXPECT_LT(trials[0].seconds_ago, 60);
  EXPECT_EQ(trials[1].trial, 10u);
}

TEST(Layout, GivesDifferentNamesDifferentFolders) {
  EXPECT_EQ(folder_name("fns=3, jumps=none"), "fns=3, jumps=none");
  EXPECT_EQ(folder_name("a/b"), "a%2Fb");
  EXPECT_EQ(folder_name("a%2Fb"), "a%252Fb");
  EXPECT_EQ(folder_name(".."), "%2E.");
  const std::string a(300, 'a');
  EXPECT_LT(folder_name(a).size(), 230u);
  EXPECT_NE(folder_name(a), folder_name(a + "a"));
}

}  // namespace
}  // namespace moai
