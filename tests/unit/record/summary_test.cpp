// If these fail, Table 1 shows other numbers than the events of the trials say.
#include "record/summary.h"

#include <gtest/gtest.h>

#include "record/events_io.h"
#include "record/hdf5/file.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

// A draft with the given births and replacements, never published.
class Record {
 public:
  explicit Record(const EventLog& events) : draft_(folder_.path() + "/record.h5") {
    TrialRecord record;
    record.events = events;
    append_record(draft_.root(), sample::header(), record);
  }
  const hdf5::Group& root() { return draft_.root(); }

 private:
  sample::Folder folder_;
  hdf5::Draft draft_;
};

IndividualPointer person(IndividualId id, double score) {
  Individual x;
  x.id = id;
  x.fitness = {0.5 + 0.5 * score, -0.25 + 1.25 * score};
  x.genome = sample::cppn(1);
  return std::make_shared<Individual>(x);
}

const IndividualId nobody, ancestor(0, 0, 7), parent(0, 1, 3), champion(0, 2, 5), other(0, 2, 6);

// ancestor (random) -> parent, made from cell 4 -> champion, made from cell 4 -> holds cells 9
// and 2.
EventLog family() {
  EventLog log;
  log.births = {{ancestor, nobody, nobody, 0, 0, -1},
                {parent, ancestor, nobody, 1, 0, 4},
                {other, ancestor, nobody, 2, 0, 1},
                {champion, parent, nobody, 2, 0, 4}};
  const auto kind = ReplacementKind::child;
  log.replacements = {{0, 0, 4, -1, ancestor, nobody, nobody, 0, ReplacementKind::initial},
                      {1, 0, 4, 4, parent, ancestor, ancestor, 2, kind},
                      {2, 0, 9, 4, champion, parent, nobody, 2, kind},
                      {2, 0, 2, 4, champion, parent, nobody, 2, kind},
                      {2, 0, 1, 1, other, ancestor, nobody, 1, kind},
                      {2, 0, 3, -1, other, nobody, nobody, 1, ReplacementKind::migrant}};
  return log;
}

FinalRecord end() {
  FinalRecord final;
  final.generations = 3;
  final.usage.effort.evaluations = 300;
  final.usage.effort.gradient_steps = 70;
  final.usage.nans.evaluations = 4;
  final.usage.wall_seconds = 1.5;
  const auto best = person(champion, 0.75), second = person(other, 0.5);
  final.members = {{{9, 0, best}, {1, 0, second}, {2, 0, best}}};
  final.champion = best;
  return final;
}

TEST(Summary, FollowsTheChampionBackToARandomGenome) {
  Record record(family());
  const auto lineage = lineage_of(record.root(), end());
  ASSERT_EQ(lineage.size(), 3u);
  EXPECT_EQ(lineage[0].id, champion);
  EXPECT_EQ(lineage[0].cell, 2);  // the lowest of 9 and 2
  EXPECT_EQ(lineage[1].id, parent);
  EXPECT_EQ(lineage[1].cell, 4);
  EXPECT_EQ(lineage[1].generation, 1u);
  EXPECT_EQ(lineage[2].id, ancestor);
  EXPECT_EQ(lineage[2].cell, 4);
}

TEST(Summary, CountsWhatTableOneShows) {
  Record record(family());
  const auto final = end();
  const auto lineage = lineage_of(record.root(), final);
  const auto summary = summarise(record.root(), sample::header(), final, lineage);
  EXPECT_EQ(summary.unique_solutions, 2u);
  EXPECT_EQ(summary.lineage_length, 3u);
  EXPECT_EQ(summary.cells_in_ancestry, 2u);
  EXPECT_EQ(summary.jumps_in_ancestry, 1u);
  EXPECT_EQ(summary.islands_in_ancestry, 1u);
  EXPECT_EQ(summary.migrations, 0u);
  EXPECT_EQ(summary.migration_success, 0.0);
  EXPECT_EQ(summary.total_replacements, 4u);
  EXPECT_DOUBLE_EQ(summary.jump_proportion, 0.5);
  EXPECT_DOUBLE_EQ(summary.champion_score, 0.75);
  EXPECT_EQ(summary.best_raw, (std::vector<double>{0.875, 0.6875}));
  EXPECT_EQ(summary.generations, 3u);
  EXPECT_EQ(summary.evaluations, 300u);
  EXPECT_EQ(summary.gradient_steps, 70u);
  EXPECT_EQ(summary.nan_evaluations, 4u);
}

TEST(Summary, TellsEqualCellsOfDifferentIslandsApart) {
  EventLog log;
  const IndividualId migrant(1, 5, 0), child(0, 1, 0);
  // Islands that migrate without waiting: the parent may carry a later generation than the child.
  log.births = {{child, migrant, nobody, 1, 0, 4},
                {migrant, ancestor, nobody, 5, 1, 4},
                {ancestor, nobody, nobody, 0, 0, -1}};
  log.migrations = {{5, 3, 1, 0, migrant, 2},
                    {5, 3, 1, 0, child, 0},
                    {6, 9, 0, 1, child, 0},
                    {7, 7, 1, 0, migrant, 0}};
  Record record(log);
  FinalRecord final;
  final.members = {{{4, 0, person(child, 0.5)}}, {}};
  final.champion = final.members[0][0].individual;
  const auto lineage = lineage_of(record.root(), final);
  ASSERT_EQ(lineage.size(), 3u);
  const auto summary = summarise(record.root(), sample::header(), final, lineage);
  EXPECT_EQ(summary.cells_in_ancestry, 2u);
  EXPECT_EQ(summary.jumps_in_ancestry, 1u);
  EXPECT_EQ(summary.islands_in_ancestry, 2u);
  EXPECT_EQ(summary.migrations, 4u);
  EXPECT_DOUBLE_EQ(summary.migration_success, 0.25);
}

TEST(Summary, EndsALineageThatWasNotRecorded) {
  EventLog log;
  log.births = {{champion, parent, nobody, 2, 0, 4}};
  Record record(log);
  EXPECT_EQ(lineage_of(record.root(), end()).size(), 1u);
}

TEST(Summary, ComesBackAsItWasWritten) {
  const sample::Folder folder;
  hdf5::Draft draft(folder.path() + "/summary.h5");
  TrialSummary summary{1, 2, 3, 4, 11, 5, 0.6, 12, 0.65, 0.7, 8, 9, 15, 16, 13, 14, 10.5, {11.5, -12.5}};
  write_summary(draft.root(), summary);
  const auto back = read_summary(draft.root());
  each_field(TrialSummary::fields(), [&](const auto& field) {
    EXPECT_EQ(back.*field.member, summary.*field.member) << field.name;
  });
  EXPECT_EQ(back.best_raw, summary.best_raw);
}

}  // namespace
}  // namespace moai
