// If these fail, nobody learns that an objective has not been a number, or of which and since when.
#include "record/nan_count.h"

#include <gtest/gtest.h>

#include <cmath>

#include "record/hdf5/file.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

const double nan = std::nan("");

NanCount of_two_generations() {
  NanCount count;
  count.add(Matrix(3, 3, {1, 2, 3, nan, 2, nan, 4, 5, nan}), 4);
  count.add(Matrix(2, 3, {1, nan, 3, nan, nan, nan}), 6);
  return count;
}

TEST(NanCount, CountsGenomesAndObjectivesAndKnowsTheFirst) {
  NanCount none;
  none.add(Matrix(2, 3, 1.0), 0);
  EXPECT_EQ(none, NanCount());
  const NanCount count = of_two_generations();
  EXPECT_EQ(count.evaluations, 4u);
  EXPECT_EQ(count.values, (std::vector<std::uint64_t>{2, 2, 3}));
  EXPECT_EQ(count.first, (std::vector<std::int64_t>{4, 6, 4}));
  EXPECT_EQ(count.first_objective(), 0u);
}

TEST(NanCount, RanksAddUpInAnyOrder) {
  NanCount other;
  other.add(Matrix(1, 3, {1, nan, 2}), 2);
  NanCount one = of_two_generations(), two = other;
  one.add(other);
  two.add(of_two_generations());
  two.add(NanCount());
  EXPECT_EQ(one, two);
  EXPECT_EQ(one.values, (std::vector<std::uint64_t>{2, 3, 3}));
  EXPECT_EQ(one.first, (std::vector<std::int64_t>{4, 2, 4}));
  EXPECT_EQ(one.first_objective(), 1u);
}

TEST(NanCount, IsInTheTrialFileAlsoWhereThereAreNone) {
  for (const NanCount& count : {NanCount(), of_two_generations()}) {
    const sample::Folder folder;
    hdf5::Draft draft(folder.path() + "/trial.h5");
    draft.root().at("objectives", "");
    write_nan_count(draft.root(), count, 3);
    EXPECT_EQ(read_nan_count(draft.root()), count);
    EXPECT_EQ(draft.root().open("objectives").shape("nan_count"), hdf5::Shape{3});
  }
}

}  // namespace
}  // namespace moai
