// If these fail, `moai status` tells nothing, or of one shard only, while an experiment runs.
#include "runner/progress_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>

#include "tests/unit/record/sample.h"

namespace moai {
namespace {

TEST(ProgressFiles, OfShardsAreReadSideBySideAndSummedUp) {
  const sample::Folder out;
  write_progress(progress_file(out.path(), "2-of-2"), {10, 4, 1, 70.0, 12.5, 0.25, 90.0});
  write_progress(progress_file(out.path(), "1-of-2"), {11, 2, 3, 50.0, 2.5, -0.5, -1.0});
  std::ofstream(progress_file(out.path(), "3-of-3")) << "{\"trials\": 3";
  std::ofstream(out.path() + "/progress.json.tmp-node-17") << "half";
  const auto jobs = read_progress(out.path());
  ASSERT_EQ(jobs.size(), 2u);
  EXPECT_EQ(jobs[0].shard, "1-of-2");
  EXPECT_EQ(jobs[0].figures.best_score, -0.5);
  EXPECT_EQ(jobs[1].figures.evaluations_per_second, 12.5);
  EXPECT_LT(jobs[1].seconds_ago, 60.0);
  const ProgressFigures sum = sum_of(jobs);
  EXPECT_EQ(in_words(sum),
            "6/21 trials, 4 running, generation 70, 15 evaluations/s, best score "
            "0.2500, 90 s left");
}

TEST(ProgressFiles, OfASingleJobHasNoShard) {
  const sample::Folder out;
  EXPECT_TRUE(read_progress(out.path()).empty());
  write_progress(progress_file(out.path(), ""), {1, 0, 1, 3.0, 1.0, -2.0, -1.0});
  ASSERT_EQ(read_progress(out.path()).size(), 1u);
  EXPECT_EQ(read_progress(out.path())[0].shard, "");
  EXPECT_EQ(sum_of(read_progress(out.path())).best_score, -2.0);
}

TEST(ProgressFiles, SayThatNobodyHasAScoreYet) {
  const sample::Folder out;
  const double none = -std::numeric_limits<double>::infinity();
  write_progress(progress_file(out.path(), ""), {1, 0, 1, 0.0, 0.0, none, -1.0});
  ASSERT_EQ(read_progress(out.path()).size(), 1u);
  EXPECT_EQ(read_progress(out.path())[0].figures.best_score, none);
}

}  // namespace
}  // namespace moai
