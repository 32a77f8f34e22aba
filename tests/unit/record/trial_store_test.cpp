// If these fail, a trial cannot be continued, continues from another state than it stopped in, or
// its file does not say what happened.
#include "record/trial_store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "record/compare.h"
#include "record/hdf5/file.h"
#include "record/layout.h"
#include "record/segments.h"
#include "support/error.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

void expect_equal(const Individual& a, const Individual& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.parent_a, b.parent_a);
  EXPECT_EQ(a.parent_b, b.parent_b);
  EXPECT_EQ(a.generation, b.generation);
  EXPECT_EQ(a.island, b.island);
  EXPECT_EQ(a.cell, b.cell);
  EXPECT_EQ(a.genome, b.genome);
  EXPECT_EQ(a.fitness, b.fitness);
  EXPECT_EQ(a.violation, b.violation);
  EXPECT_EQ(a.descriptor, b.descriptor);
}

void expect_equal(const Checkpoint& a, const Checkpoint& b) {
  EXPECT_EQ(a.generation, b.generation);
  EXPECT_EQ(a.usage.effort, b.usage.effort);
  EXPECT_EQ(a.usage.wall_seconds, b.usage.wall_seconds);
  EXPECT_EQ(a.usage.timing, b.usage.timing);
  EXPECT_EQ(a.usage.nans, b.usage.nans);
  EXPECT_EQ(a.early_history, b.early_history);
  ASSERT_EQ(a.islands.size(), b.islands.size());
  for (std::size_t k = 0; k < a.islands.size(); ++k) {
    EXPECT_EQ(a.islands[k].count, b.islands[k].count);
    const AlgorithmState &of_a = a.islands[k].algorithm, &of_b = b.islands[k].algorithm;
    EXPECT_EQ(of_a.slots, of_b.slots);
    EXPECT_EQ(of_a.numbers, of_b.numbers);
    ASSERT_EQ(of_a.individuals.size(), of_b.individuals.size());
    for (std::size_t i = 0; i < of_a.individuals.size(); ++i)
      expect_equal(*of_a.individuals[i], *of_b.individuals[i]);
  }
}

TEST(TrialStore, ContinuesFromTheVeryStateThatItStoppedIn) {
  const sample::Folder out;
  const auto header = sample::header();
  TrialStore store(out.path(), header.identity);
  EXPECT_FALSE(store.finished());
  EXPECT_FALSE(store.resume(sample::any_genome));
  store.commit(header, sample::record(0, 9), sample::checkpoint(9));
  TrialStore again(out.path(), header.identity);
  const auto checkpoint = again.resume(sample::any_genome);
  ASSERT_TRUE(checkpoint);
  expect_equal(*checkpoint, sample::checkpoint(9));
  EXPECT_TRUE(again.take_warnings().empty());
}

TEST(TrialStore, KeepsTheLastTwoSegmentsAndNoneAfterTheEnd) {
  const sample::Folder out;
  const auto header = sample::header();
  TrialStore store(out.path(), header.identity);
  for (std::uint64_t g = 0; g < 4; ++g)
    store.commit(header, sample::record(10 * g, 10 * g + 9), sample::checkpoint(10 * g + 9));
  const auto segments = list_segments(store.running_folder());
  ASSERT_EQ(segments.size(), 2u);
  EXPECT_EQ(segments[0].generation, 29u);
  EXPECT_EQ(segments[1].generation, 39u);
  store.finish(header, sample::record(40, 44), sample::final_record(44));
  EXPECT_TRUE(store.finished());
  EXPECT_FALSE(fs::exists(store.running_folder()));
  EXPECT_TRUE(fs::exists(trial_file(out.path(), "fns=3", 4)));
}

TEST(TrialStore, RecordsTheSameHoweverOftenItWasCommittedOrInterrupted) {
  const sample::Folder whole_folder, parts_folder;
  auto header = sample::header();
  TrialStore whole(whole_folder.path(), header.identity);
  whole.finish(header, sample::record(0, 44), sample::final_record(44));
  for (std::uint64_t first = 0; first < 45; first += 7) {
    header.host = "node-" + std::to_string(first);
    TrialStore part(parts_folder.path(), header.identity);
    part.resume(sample::any_genome);
    if (first + 7 < 45)
      part.commit(header, sample::record(first, first + 6), sample::checkpoint(first + 6));
    else
      part.finish(header, sample::record(first, 44), sample::final_record(44));
  }
  TrialStore parts(parts_folder.path(), header.identity);
  EXPECT_EQ(compare_files(whole.trial_path(), parts.trial_path()), std::vector<std::string>());
}

}  // namespace
}  // namespace moai
