// If these fail, packing loses trials or changes them, or packed trials are run once more.
#include "record/pack.h"

#include <gtest/gtest.h>

#include <fstream>

#include "record/compare.h"
#include "record/index.h"
#include "record/layout.h"
#include "record/trial_store.h"
#include "support/error.h"
#include "support/file.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

class Pack : public ::testing::Test {
 protected:
  void finish(const std::string& out, std::uint64_t trial) {
    auto header = header_;
    header.identity.trial = trial;
    TrialStore(out, header.identity)
        .finish(header, sample::record(0, 5 + trial), sample::final_record(5 + trial));
  }
  bool finished(std::uint64_t trial) {
    auto identity = header_.identity;
    identity.trial = trial;
    return TrialStore(out_.path(), identity).finished();
  }
  std::string path(std::uint64_t trial) {
    return trial_file(out_.path(), header_.identity.condition, trial);
  }

  std::function<void()> alive_ = [] {};
  sample::Folder out_, reference_;
  TrialHeader header_ = sample::header();
};

TEST_F(Pack, ThereAndBackChangesNothing) {
  for (const std::uint64_t trial : {0, 1, 2}) finish(reference_.path(), trial);
  for (const std::uint64_t trial : {0, 1}) finish(out_.path(), trial);
  EXPECT_EQ(pack_trials(out_.path(), alive_).trials, 2u);
  EXPECT_FALSE(fs::exists(out_.path() + "/trials"));
  finish(out_.path(), 2);
  EXPECT_EQ(pack_trials(out_.path(), alive_).trials, 1u);
  for (const std::uint64_t trial : {0, 1, 2}) EXPECT_TRUE(finished(trial));
  EXPECT_FALSE(finished(3));
  EXPECT_EQ(unpack_trials(out_.path(), alive_).trials, 3u);
  EXPECT_FALSE(fs::exists(pack_file(out_.path())));
  for (const std::uint64_t trial : {0, 1, 2})
    EXPECT_EQ(compare_files(path(trial),
                            trial_file(reference_.path(), header_.identity.condition, trial)),
              std::vector<std::string>());
}

TEST_F(Pack, IsInTheIndexLikeFiles) {
  for (const std::uint64_t trial : {0, 1}) finish(out_.path(), trial);
  pack_trials(out_.path(), alive_);
  finish(out_.path(), 2);
  const auto& condition = header_.identity.condition;
  write_index(out_.path(), "sunrise", {{condition, 0}, {condition, 1}, {condition, 2}},
              SealCheck::whole);
  const hdf5::File index(out_.path() + "/experiment.h5");
  EXPECT_EQ(index.root().open("summary").read<std::uint64_t>("generations"),
            (std::vector<std::uint64_t>{6, 7, 8}));
  const auto trials = index.root().open("trials").open(condition);
  EXPECT_EQ(trials.open("1").integer("trial"), 1u);
  EXPECT_EQ(trials.open("2").integer("trial"), 2u);
}

TEST_F(Pack, IsComparedWithFilesTrialByTrial) {
  for (const std::uint64_t trial : {0, 1, 2}) finish(reference_.path(), trial);
  for (const std::uint64_t trial : {0, 1}) finish(out_.path(), trial);
  pack_trials(out_.path(), alive_);
  finish(out_.path(), 2);
  const RunComparison same = compare_runs(out_.path(), reference_.path());
  EXPECT_EQ(same.trials, 3u);
  EXPECT_EQ(same.differences, std::vector<std::string>());
  header_.config += "more: 1\n";
  finish(reference_.path(), 1);
  finish(reference_.path(), 4);
  const RunComparison other = compare_runs(reference_.path(), out_.path());
  EXPECT_EQ(other.trials, 3u);
  ASSERT_EQ(other.differences.size(), 2u);
  EXPECT_TRUE(other.differences[0].starts_with("fns=3/1: /@config")) << other.differences[0];
  EXPECT_TRUE(other.differences[1].starts_with("fns=3/4: only in")) << other.differences[1];
}

TEST_F(Pack, LeavesDamagedFilesWhereTheyAre) {
  for (const std::uint64_t trial : {0, 1}) finish(out_.path(), trial);
  std::string bytes = read_file(path(1));
  bytes[bytes.size() / 2] ^= 1;
  std::ofstream(path(1), std::ios::binary) << bytes;
  const auto report = pack_trials(out_.path(), alive_);
  EXPECT_EQ(report.trials, 1u);
  EXPECT_EQ(report.problems.size(), 1u);
  EXPECT_TRUE(fs::exists(path(1)));
  EXPECT_FALSE(fs::exists(path(0)));
}

TEST_F(Pack, ReplacesDamagedFilesOnTheWayBackAndKeepsSoundOnes) {
  for (const std::uint64_t trial : {0, 1, 2}) finish(reference_.path(), trial);
  for (const std::uint64_t trial : {0, 1, 2}) finish(out_.path(), trial);
  pack_trials(out_.path(), alive_);
  header_.host = "another";
  finish(out_.path(), 0);
  const std::string sound = read_file(path(0));
  finish(out_.path(), 1);
  fs::resize_file(path(1), fs::file_size(path(1)) / 2);
  std::ofstream(path(2)) << "nothing";
  const auto report = unpack_trials(out_.path(), alive_);
  EXPECT_EQ(report.trials, 2u);
  ASSERT_EQ(report.problems.size(), 2u);
  EXPECT_NE(report.problems[0].find(path(1)), std::string::npos) << report.problems[0];
  EXPECT_FALSE(fs::exists(pack_file(out_.path())));
  EXPECT_EQ(read_file(path(0)), sound);
  const RunComparison found = compare_runs(out_.path(), reference_.path());
  EXPECT_EQ(found.trials, 3u);
  EXPECT_EQ(found.differences, std::vector<std::string>());
}

// The folder's lock is lost in the middle.
TEST_F(Pack, LosesNothingWhenItIsInterrupted) {
  for (const std::uint64_t trial : {0, 1, 2}) finish(out_.path(), trial);
  int calls = 0;
  alive_ = [&] {
    if (++calls == 2) throw SystemError("another job has taken over");
  };
  EXPECT_THROW(pack_trials(out_.path(), alive_), SystemError);
  EXPECT_FALSE(fs::exists(pack_file(out_.path())));
  EXPECT_TRUE(fs::exists(path(0)) && fs::exists(path(1)) && fs::exists(path(2)));
  calls = 2;
  pack_trials(out_.path(), alive_);
  EXPECT_EQ(calls, 5);
  calls = 0;
  EXPECT_THROW(unpack_trials(out_.path(), alive_), SystemError);
  EXPECT_TRUE(fs::exists(pack_file(out_.path())));
  for (const std::uint64_t trial : {0, 1, 2}) EXPECT_TRUE(finished(trial));
}

TEST_F(Pack, RefusesADamagedPackAndKeepsTheFiles) {
  finish(out_.path(), 0);
  pack_trials(out_.path(), alive_);
  finish(out_.path(), 1);
  fs::resize_file(pack_file(out_.path()), fs::file_size(pack_file(out_.path())) - 1);
  EXPECT_THROW(pack_trials(out_.path(), alive_), SystemError);
  EXPECT_THROW(unpack_trials(out_.path(), alive_), SystemError);
  EXPECT_THROW(finished(0), SystemError);
  EXPECT_TRUE(fs::exists(path(1)));
}

}  // namespace
}  // namespace moai
