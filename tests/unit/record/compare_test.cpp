// If these fail, `moai verify` calls runs equal that differ, or different that agree.
#include "record/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "record/hdf5/file.h"
#include "record/trial_store.h"
#include "support/error.h"
#include "support/file.h"
#include "support/random.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Compare : public ::testing::Test {
 protected:
  std::string trial(const std::string& name, const TrialHeader& header, const TrialRecord& record,
                    const FinalRecord& final) {
    TrialStore store(folder_.path() + "/" + name, header.identity);
    store.finish(header, record, final);
    return store.trial_path();
  }

  sample::Folder folder_;
  TrialHeader header_ = sample::header();
  TrialRecord record_ = sample::record(0, 9);
  FinalRecord final_ = sample::final_record(9);
  std::string first_ = trial("first", header_, record_, final_);
};

TEST_F(Compare, PassesOverClocksAndHosts) {
  header_.host = "another";
  header_.device = "cuda:1";
  header_.ranks = 99;
  header_.threads = 98;
  header_.created = final_.finished = "2027";
  final_.usage.wall_seconds = 1e9;
  final_.usage.timing = {{"communicate", 3.0}};
  for (auto& row : record_.history) row.wall_time *= 2;
  EXPECT_THAT(compare_files(first_, trial("second", header_, record_, final_)), IsEmpty());
}

TEST_F(Compare, FindsTheLastBitOfANumber) {
  record_.history[19].best_fitness[1] = std::nextafter(record_.history[19].best_fitness[1], 99.0);
  EXPECT_THAT(compare_files(first_, trial("second", header_, record_, final_)),
              ElementsAre(HasSubstr("/history/best_fitness: value 39 is 9 and 9.00000")));
}

TEST_F(Compare, FindsAGene) {
  Individual champion = *final_.champion;
  std::get<CppnGenome>(champion.genome).connections[2].enabled ^= true;
  final_.champion = std::make_shared<Individual>(champion);
  EXPECT_THAT(compare_files(first_, trial("second", header_, record_, final_)),
              ElementsAre(HasSubstr("/champion/genome/connection_enabled: value 2")));
}

TEST_F(Compare, FindsAMissingEventAndAMissingGroup) {
  record_.events.migrations.pop_back();
  final_.target.reset();
  const auto differences = compare_files(first_, trial("second", header_, record_, final_));
  EXPECT_THAT(differences, ::testing::Contains("/target: only in the first file"));
  EXPECT_THAT(differences, ::testing::Contains("/events/migrations/individual: shape (6) and (5)"));
}

TEST_F(Compare, FindsAnAttribute) {
  header_.config += "#";
  EXPECT_THAT(compare_files(first_, trial("second", header_, record_, final_)),
              ElementsAre(HasSubstr("/@config:\n")));
}

TEST_F(Compare, RefusesWhatIsNoFile) {
  EXPECT_THROW(compare_files(first_, folder_.path() + "/none.h5"), UserError);
  const std::string text = folder_.path() + "/text.h5";
  std::ofstream(text) << "no HDF5";
  EXPECT_THROW(compare_files(text, first_), UserError);
}

// HDF5 crashes on some of these files, and takes the test with it if it sees them.
TEST_F(Compare, RefusesEveryDamagedFile) {
  const std::string second = trial("second", header_, record_, final_);
  const std::string whole = read_file(second);
  auto rng = RandomSource{5, 0, 0}.stream(Purpose::problem);
  for (int i = 0; i < 200; ++i) {
    std::string damaged = whole;
    const auto byte = rng.below(static_cast<std::uint32_t>(whole.size()));
    damaged[byte] = static_cast<char>(damaged[byte] ^ (1 + rng.below(255)));
    std::ofstream(second, std::ios::binary) << damaged;
    EXPECT_THROW(compare_files(first_, second), UserError) << byte;
    EXPECT_THROW(compare_files(second, second), UserError) << byte;
    const auto runs = compare_runs(folder_.path() + "/second", folder_.path() + "/first");
    EXPECT_THAT(runs.differences, ElementsAre(HasSubstr("second/trials/fns=3/4.h5' is damaged")));
  }
}

}  // namespace
}  // namespace moai
