// If these fail, two jobs write into one folder, or a folder is taken for another experiment's.
#include "runner/output_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "support/error.h"
#include "support/file.h"

namespace moai {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class OutputFolderTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "moai-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(path_); }
  std::string out() const { return (path_ / "out").string(); }
  fs::path path_;
};

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const UserError& error) {
    return error.what();
  }
  return "no error";
}

TEST_F(OutputFolderTest, KeepsTheExperimentAndGivesTheLockBack) {
  { const OutputFolder folder(out(), "name: a\n", ""); }
  EXPECT_EQ(read_file(out() + "/experiment.yaml"), "name: a\n");
  EXPECT_FALSE(fs::exists(out() + "/lock"));
  EXPECT_NO_THROW(OutputFolder(out(), "name: a\n", ""));
}

TEST_F(OutputFolderTest, RefusesAnotherExperimentWithTheDifference) {
  { const OutputFolder folder(out(), "name: a\nseed: 1\n", ""); }
  const auto message = message_of([&] { OutputFolder(out(), "name: a\nseed: 2\n", ""); });
  EXPECT_THAT(message, HasSubstr("  - seed: 2"));
  EXPECT_THAT(message, HasSubstr("  + seed: 1"));
  EXPECT_THAT(message, testing::Not(HasSubstr("name: a\n  ")));
}

TEST_F(OutputFolderTest, RefusesASecondWriterButNotAnotherShard) {
  const OutputFolder first(out(), "x", "1-of-2");
  EXPECT_NO_THROW(OutputFolder(out(), "x", "2-of-2"));
  EXPECT_THAT(message_of([&] { OutputFolder(out(), "x", "1-of-2"); }),
              HasSubstr("another job writes"));
}

TEST_F(OutputFolderTest, RefusesAShardBesideTheWholeAndOtherShards) {
  {
    const OutputFolder whole(out(), "x", "");
    EXPECT_THAT(message_of([&] { OutputFolder(out(), "x", "1-of-2"); }),
                HasSubstr("another job writes"));
  }
  const OutputFolder shard(out(), "x", "1-of-2");
  EXPECT_THAT(message_of([&] { OutputFolder(out(), "x", ""); }), HasSubstr("another job writes"));
  EXPECT_THAT(message_of([&] { OutputFolder(out(), "x", "3-of-3"); }),
              HasSubstr("another job writes"));
  EXPECT_NO_THROW(OutputFolder(out(), "x", "2-of-2"));  // the refused ones left no lock
}

TEST_F(OutputFolderTest, NoticesThatTheFolderVanishedOrAnotherJobTookOver) {
  OutputFolder folder(out(), "x", "");
  EXPECT_NO_THROW(folder.lock().check());
  write_file_atomically(out() + "/lock", "elsewhere 1 77 5\n");
  EXPECT_THROW(folder.lock().check(), SystemError);
  fs::rename(out(), path_ / "elsewhere");
  EXPECT_THROW(folder.lock().check(), SystemError);
  fs::rename(path_ / "elsewhere", out());
}

TEST_F(OutputFolderTest, TellsAProcessFromALaterOneWithItsNumber) {
  { const OutputFolder folder(out(), "x", ""); }
  char host[256] = {};
  ::gethostname(host, sizeof(host) - 1);
  const std::string mine = std::string(host) + " " + std::to_string(::getpid()) + " - ";
  write_file_atomically(out() + "/lock",
                        mine + "1\n");  // no process of ours starts with the kernel
  EXPECT_NO_THROW(OutputFolder(out(), "x", ""));
}

TEST_F(OutputFolderTest, TakesOverTheLockOfAProcessThatEndedUnasked) {
  { const OutputFolder folder(out(), "x", ""); }
  char host[256] = {};
  ::gethostname(host, sizeof(host) - 1);
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  siginfo_t ended;  // it has ended and is not reaped: a zombie
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT), 0);
  write_file_atomically(out() + "/lock", std::string(host) + " " + std::to_string(child) + " -\n");
  EXPECT_NO_THROW(OutputFolder(out(), "x", ""));
  ::waitpid(child, nullptr, 0);
}

TEST_F(OutputFolderTest, RemovesWhatKilledRunsLeftUnlessAShardMayBeWritingIt) {
  { const OutputFolder folder(out(), "x", ""); }
  const std::string left = out() + "/experiment.h5.tmp-n1-77";
  write_file_atomically(left, "half");
  {
    const OutputFolder other(out(), "x", "1-of-2");
    write_file_atomically(left, "half");
    const OutputFolder shard(out(), "x", "2-of-2");
    EXPECT_TRUE(fs::exists(left));
  }
  const OutputFolder folder(out(), "x", "");
  EXPECT_FALSE(fs::exists(left));
}

TEST_F(OutputFolderTest, TakesOverTheLockOfADeadProcess) {
  { const OutputFolder folder(out(), "x", ""); }
  char host[256] = {};
  ::gethostname(host, sizeof(host) - 1);
  write_file_atomically(out() + "/lock", std::string(host) + " 999999999 -\n");
  EXPECT_NO_THROW(OutputFolder(out(), "x", ""));
  write_file_atomically(out() + "/lock", "elsewhere 1 77\n");  // fresh, on another machine
  EXPECT_THAT(message_of([&] { OutputFolder(out(), "x", ""); }), HasSubstr("elsewhere 1 77"));
  fs::last_write_time(out() + "/lock", fs::file_time_type::clock::now() - std::chrono::minutes(11));
  EXPECT_NO_THROW(OutputFolder(out(), "x", ""));
}

}  // namespace
}  // namespace moai
