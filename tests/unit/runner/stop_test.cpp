// If these fail, a job overruns its time limit, or a signal to one rank leaves the others running.
#include "runner/stop.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <thread>

#include "runner/progress.h"

namespace moai {
namespace {

using Clock = std::chrono::steady_clock;

TEST(StopWatch, ASignalStopsThisRankAndThroughTheCounterTheOthers) {
  const SignalGuard signals;
  LocalCounter counter;
  StopWatch here(signals, counter, Clock::now(), 0.0);
  EXPECT_FALSE(here.should_stop());
  ::raise(SIGUSR1);
  EXPECT_TRUE(here.should_stop());
  EXPECT_EQ(here.reason(), "received SIGUSR1");
  EXPECT_EQ(counter.fetch_add(0), 1);
}

TEST(StopWatch, HearsOfAnotherRanksStop) {
  const SignalGuard signals;
  LocalCounter counter;
  counter.fetch_add(1);
  StopWatch there(signals, counter, Clock::now(), 0.0);
  EXPECT_TRUE(there.should_stop());
  EXPECT_EQ(counter.fetch_add(0), 1);
}

TEST(StopWatch, KeepsTheTimeLimit) {
  const SignalGuard signals;
  LocalCounter counter;
  EXPECT_FALSE(StopWatch(signals, counter, Clock::now(), 3600.0).should_stop());
  StopWatch late(signals, counter, Clock::now() - std::chrono::seconds(11), 10.0);
  EXPECT_TRUE(late.should_stop());
  EXPECT_EQ(late.reason(), "the time limit is near");
}

TEST(SlurmSecondsLeft, LeavesAMarginForTheLastCommit) {
  ::unsetenv("SLURM_JOB_END_TIME");
  EXPECT_EQ(slurm_seconds_left(), 0.0);
  ::setenv("SLURM_JOB_END_TIME", std::to_string(std::time(nullptr) + 3600).c_str(), 1);
  EXPECT_NEAR(slurm_seconds_left(), 3600 - 72, 2.0);
  ::unsetenv("SLURM_JOB_END_TIME");
}

TEST(Progress, IsReadable) {
  ProgressFigures figures;
  figures.trials = 12;
  figures.trials_done = 3;
  figures.trials_running = 2;
  figures.generation = 140;
  figures.evaluations_per_second = 811.6;
  figures.best_score = 0.91304;
  figures.seconds_left = 250;
  EXPECT_EQ(
      in_words(figures),
      "3/12 trials, 2 running, generation 140, 812 evaluations/s, best score 0.9130, 4 min left");
  EXPECT_EQ(duration_in_words(95), "95 s");
  EXPECT_EQ(duration_in_words(11100), "3 h 5 min");
  EXPECT_EQ(duration_in_words(187200), "2 d 4 h");
}

}  // namespace
}  // namespace moai
