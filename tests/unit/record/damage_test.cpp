// If these fail, a file that was cut short, a flipped bit, a full disk or a foreign file makes a
// trial crash, continue from a wrong state, or lose a commit that had been made.
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "record/format_error.h"
#include "record/hdf5/attribute.h"
#include "record/hdf5/file.h"
#include "record/layout.h"
#include "record/seal.h"
#include "record/segments.h"
#include "record/trial_store.h"
#include "record/trial_view.h"
#include "support/error.h"
#include "support/file.h"
#include "support/random.h"
#include "tests/unit/record/sample.h"

// HDF5 1.10 loses memory when it gives up on a damaged file; LeakSanitizer is not to blame moai.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libhdf5";
}

namespace moai {
namespace {

namespace fs = std::filesystem;

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// The same file, as if a version with that schema had written it.
void change_schema(const std::string& path, std::uint64_t schema) {
  const hdf5::File file(path);
  const hdf5::Group& old = file.root();
  hdf5::Draft draft(path);
  hdf5::Group& root = draft.root();
  for (const std::string& name : hdf5::attribute_names(old.id())) {
    if (name == "moai_schema")
      root.set(name, schema);
    else if (name == "wall_seconds")
      root.set(name, old.real(name));
    else
      try {
        root.set(name, old.text(name));
      } catch (const SystemError&) {
        root.set(name, old.integer(name));
      }
  }
  for (const std::string& name : old.names()) root.copy(old, name);
  draft.publish();
}

// Two segments, after generations 9 and 19; the second is what gets damaged.
class Damage : public ::testing::Test {
 protected:
  Damage() {
    TrialStore store(out_.path(), header_.identity);
    store.commit(header_, sample::record(0, 9), sample::checkpoint(9));
    store.commit(header_, sample::record(10, 19), sample::checkpoint(19));
    last_ = segment_path(store.running_folder(), 19);
    bytes_ = read_file(last_);
  }

  void expect_the_one_before(const std::string& damaged) {
    write_bytes(last_, damaged);
    TrialStore store(out_.path(), header_.identity);
    const auto checkpoint = store.resume(sample::any_genome);
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->generation, 9u);
    EXPECT_EQ(store.take_warnings().size(), 1u);
  }

  sample::Folder out_;
  TrialHeader header_ = sample::header();
  std::string last_;
  std::string bytes_;
};

TEST_F(Damage, OfAnyLengthIsNoticed) {
  auto rng = RandomSource{1, 0, 0}.stream(Purpose::problem);
  for (const std::size_t length : {0ul, 1ul, 511ul, 512ul, 513ul, bytes_.size() - 1})
    expect_the_one_before(bytes_.substr(0, length));
  for (int i = 0; i < 60; ++i)
    expect_the_one_before(bytes_.substr(0, rng.below(static_cast<std::uint32_t>(bytes_.size()))));
}

TEST_F(Damage, OfASingleBitIsNoticedWhereverItIs) {
  auto rng = RandomSource{2, 0, 0}.stream(Purpose::problem);
  for (int i = 0; i < 200; ++i) {
    std::string damaged = bytes_;
    const auto byte =
        i < 40 ? rng.below(seal_bytes) : rng.below(static_cast<std::uint32_t>(bytes_.size()));
    damaged[byte] = static_cast<char>(damaged[byte] ^ (1 << rng.below(8)));
    expect_the_one_before(damaged);
  }
}

TEST_F(Damage, ThatIsSealedAgainIsAnErrorOrHarmlessButNeverACrash) {
  // What no accident does: wrong bytes below a right checksum. The library's and our own checks
  // are all that is left; a state that passes them must at least be consistent.
  auto rng = RandomSource{3, 0, 0}.stream(Purpose::problem);
  int used = 0;
  for (int i = 0; i < 300; ++i) {
    std::string damaged = bytes_;
    const auto byte =
        seal_bytes + rng.below(static_cast<std::uint32_t>(bytes_.size() - seal_bytes));
    damaged[byte] = static_cast<char>(rng.below(256));
    write_bytes(last_, damaged);
    seal_file(last_);
    TrialStore store(out_.path(), header_.identity);
    const auto checkpoint = store.resume(sample::any_genome);
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->islands.size(), 2u);
    used += checkpoint->generation == 19;
  }
  EXPECT_GT(used, 0);
}

TEST_F(Damage, GoesOnAfterTheSegmentBefore) {
  write_bytes(last_, bytes_.substr(0, bytes_.size() / 2));
  TrialStore store(out_.path(), header_.identity);
  ASSERT_TRUE(store.resume(sample::any_genome));
  const auto warnings = store.take_warnings();
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].find("cut short"), std::string::npos) << warnings[0];
  EXPECT_NE(warnings[0].find("The segment before it is used"), std::string::npos);
  store.commit(header_, sample::record(10, 24), sample::checkpoint(24));
  TrialStore again(out_.path(), header_.identity);
  EXPECT_EQ(again.resume(sample::any_genome)->generation, 24u);
  const hdf5::File file(segment_path(again.running_folder(), 24));
  EXPECT_EQ(file.root().open("history").shape("generation").at(0), 25u);
}

TEST_F(Damage, OfAllSegmentsMeansStartingAgain) {
  for (const auto& segment : list_segments(running_folder(out_.path(), "fns=3", 4)))
    write_bytes(segment.path, "gone");
  TrialStore store(out_.path(), header_.identity);
  EXPECT_FALSE(store.resume(sample::any_genome));
  const auto warnings = store.take_warnings();
  ASSERT_EQ(warnings.size(), 2u);
  for (const auto& warning : warnings)
    EXPECT_EQ(warning.find("is used"), std::string::npos) << warning;
  EXPECT_NE(warnings[1].find("No sound segment is left"), std::string::npos);
}

// The newest segment cannot be read at the moment: neither the one before it nor a fresh start may
// take its place.
TEST_F(Damage, IsNotWhatTheSystemRefusesForNow) {
  TrialStore store(out_.path(), header_.identity);
  const std::string aside = out_.path() + "/aside";
  fs::rename(last_, aside);
  fs::create_symlink(last_, last_);
  EXPECT_THROW(store.resume(sample::any_genome), FileError);
  fs::rename(aside, last_);
  // UndefinedBehaviorSanitizer needs a file, too, when it meets the type of an error for the first
  // time.
  EXPECT_TRUE(list_segments(out_.path() + "/nowhere").empty());
  rlimit files{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &files), 0);
  const int next_free = ::dup(0);
  ::close(next_free);
  const rlimit none{static_cast<rlim_t>(next_free), files.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
  EXPECT_THROW(store.resume(sample::any_genome), FileError);
  EXPECT_THROW(seal_problem(last_), FileError);
  EXPECT_THROW(hdf5::File(last_).root(), FileError);
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &files), 0);
  const auto checkpoint = store.resume(sample::any_genome);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->generation, 19u);
  EXPECT_TRUE(store.take_warnings().empty());
}

TEST_F(Damage, IsNotAnotherVersionsSegment) {
  hdf5::Draft draft(last_);
  draft.root().set("moai_schema", record_schema + 1);
  draft.root().set("moai_version", "77.0");
  draft.publish();
  TrialStore store(out_.path(), header_.identity);
  try {
    store.resume(sample::any_genome);
    FAIL();
  } catch (const FormatError& error) {
    EXPECT_EQ(error.schema(), record_schema + 1);
    EXPECT_EQ(error.version(), "77.0");
  }
  EXPECT_TRUE(fs::exists(last_));
}

// The state of a running trial changed with the schema; what an older version began, it has to end.
TEST_F(Damage, IsNotAnOlderVersionsSegment) {
  change_schema(last_, record_schema - 1);
  TrialStore store(out_.path(), header_.identity);
  EXPECT_THROW(store.resume(sample::any_genome), FormatError);
  EXPECT_TRUE(fs::exists(last_));
}

// Finished trials of older schemas are read as they are.
TEST_F(Damage, IsNotAnOlderVersionsTrialFile) {
  TrialStore store(out_.path(), header_.identity);
  store.finish(header_, sample::record(0, 19), sample::final_record(19));
  change_schema(store.trial_path(), record_schema - 1);
  const TrialView view(open_trial_file(store.trial_path()));
  EXPECT_EQ(view.generations, 20u);
  EXPECT_EQ(view.places.size(), 5u);
  EXPECT_EQ(view.individuals[view.champion]->id, sample::heir(0, 19)->id);
}

TEST_F(Damage, IncludesAGenomeThatCannotBeEvaluated) {
  std::size_t asked = 0;
  TrialStore store(out_.path(), header_.identity);
  // The four genomes of the newest segment, and none of the one before.
  const auto checkpoint = store.resume([&](const Genome&) -> std::string {
    return ++asked == 4 ? "the connections form a circle" : "";
  });
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->generation, 9u);
  const auto warnings = store.take_warnings();
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].find("the connections form a circle"), std::string::npos) << warnings[0];
}

TEST_F(Damage, IncludesTheSegmentsOfAnotherTrial) {
  auto other = header_.identity;
  other.seed = 2024;
  TrialStore store(out_.path(), other);
  EXPECT_FALSE(store.resume(sample::any_genome));
  const auto warnings = store.take_warnings();
  ASSERT_EQ(warnings.size(), 2u);
  EXPECT_NE(warnings[0].find("another trial"), std::string::npos) << warnings[0];
}

TEST_F(Damage, OfATrialFileIsAnErrorThatNamesIt) {
  TrialStore store(out_.path(), header_.identity);
  store.resume(sample::any_genome);
  store.finish(header_, sample::record(20, 29), sample::final_record(29));
  const std::string whole = read_file(store.trial_path());
  write_bytes(store.trial_path(), whole.substr(0, whole.size() - 100));
  try {
    store.finished();
    FAIL();
  } catch (const SystemError& error) {
    EXPECT_NE(std::string(error.what()).find(store.trial_path()), std::string::npos);
  }
}

// What a file system of `bytes` bytes, mounted in a name space of our own, makes of `work`. The
// exit code of the child that does it: 77 where mounting is not permitted.
template <class Work>
int on_a_small_disk(const std::string& folder, std::size_t bytes, Work work) {
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string options = "size=" + std::to_string(bytes);
    if (::unshare(CLONE_NEWNS) != 0 ||
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", folder.c_str(), "tmpfs", 0, options.c_str()) != 0)
      ::_exit(77);
    ::alarm(300);
    std::exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// Commits until the disk is full; 0 if that was one clear error that left the last commit as it
// was.
int fill_up(const std::string& folder) {
  constexpr std::uint64_t step = 300;
  const auto header = sample::header();
  TrialStore store(folder, header.identity);
  for (std::uint64_t g = 0; g < 1000; ++g) try {
      store.commit(header, sample::record(step * g, step * g + step - 1),
                   sample::checkpoint(step * g + step - 1));
    } catch (const SystemError& error) {
      const std::string message = error.what();
      if (message.find("No space left on device") == std::string::npos ||
          message.find(".h5'") == std::string::npos || message.find(".tmp-") != std::string::npos) {
        fprintf(stderr, "unexpected message: %s\n", message.c_str());
        return 1;
      }
      TrialStore again(folder, header.identity);
      const auto checkpoint = again.resume(sample::any_genome);
      if (g > 0 && (!checkpoint || checkpoint->generation != step * g - 1)) return 2;
      if (!again.take_warnings().empty()) return 3;
      for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().string().find("tmp-") != std::string::npos) return 4;
      if (again.finished()) return 5;
      return 0;
    }
  return 6;
}

TEST(FullDisk, IsOneClearErrorAndKeepsTheLastCommit) {
  for (std::size_t kilobytes = 8; kilobytes <= 400; kilobytes += 28) {
    const sample::Folder folder;
    const int result =
        on_a_small_disk(folder.path(), kilobytes << 10, [&] { return fill_up(folder.path()); });
    if (result == 77) GTEST_SKIP() << "no permission to mount a small file system";
    EXPECT_EQ(result, 0) << kilobytes << " kB";
  }
}

}  // namespace
}  // namespace moai
