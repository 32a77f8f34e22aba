// If these fail, what a program of the user's own answers is lost, mixed up, waited for for ever,
// or one of its processes outlives the rank.
#include "problem/simulator/worker_pool.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <fstream>
#include <thread>

#include "support/error.h"
#include "tests/unit/problem/simulator/servers.h"

namespace moai {
namespace {

using testing::ramp;
using testing::Servers;
using testing::shape;

WorkerSettings settings(std::vector<std::string> command, std::size_t workers = 2) {
  WorkerSettings all;
  all.command = std::move(command);
  all.workers = workers;
  all.batch = 4;
  return all;
}

Answers answers_of(const WorkerSettings& settings, std::size_t rows = 20) {
  WorkerPool pool(settings, shape(3), {});
  return pool.run(ramp(rows, 3));
}

void expect_all_but(const Answers& answers, std::size_t failed) {
  const Matrix x = ramp(answers.objectives.rows(), 3);
  for (std::size_t k = 0; k < x.rows(); ++k) {
    if (k == failed) {
      EXPECT_TRUE(std::isnan(answers.objectives(k, 0)));
      continue;
    }
    EXPECT_EQ(answers.objectives(k, 1), x(k, 0) + x(k, 1) + x(k, 2)) << k;
  }
}

bool alive(pid_t pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string name, state;
  return stat >> pid >> name >> state && state != "Z";
}

TEST(WorkerPool, AnswersDoNotDependOnWorkersOrBatches) {
  const auto one = answers_of(settings(Servers::python(), 1));
  expect_all_but(one, ~std::size_t{0});
  EXPECT_TRUE(one.failures.empty());
  for (const std::size_t workers : {2u, 3u}) {
    // Whoever is given the first rows is slow, so that others are first.
    auto several = settings(Servers::python("time.sleep(0.05 * (x[0] < 0.2))"), workers);
    several.batch = workers;
    EXPECT_EQ(answers_of(several).objectives, one.objectives);
  }
}

TEST(WorkerPool, AWorkerServesManyRequests) {
  WorkerPool pool(settings(Servers::python("out[1] = os.getpid()"), 1), shape(3), {});
  const double first = pool.run(ramp(3, 3)).objectives(0, 1);
  EXPECT_EQ(pool.run(ramp(9, 3)).objectives(8, 1), first);
}

struct Fault {
  const char* what;
  const char* code;
  const char* reason;
};

class WorkerPoolFaults : public ::testing::TestWithParam<Fault> {};

// Row 7 of 20 is at fault, whoever evaluates it.
TEST_P(WorkerPoolFaults, CostTheRowAtFaultAndNoOther) {
  auto faulty = settings(Servers::python("if x[0] == 0.35: " + std::string(GetParam().code)));
  faulty.time_limit = 0.3;
  const Answers answers = answers_of(faulty);
  ASSERT_EQ(answers.failures.size(), 1u);
  EXPECT_EQ(answers.failures[0].row, 7u);
  EXPECT_EQ(answers.failures[0].attempts, 2u);
  EXPECT_NE(answers.failures[0].reason.find(GetParam().reason), std::string::npos)
      << answers.failures[0].reason;
  expect_all_but(answers, 7);
}

INSTANTIATE_TEST_SUITE_P(
    All, WorkerPoolFaults,
    ::testing::Values(Fault{"exits", "sys.exit(3)", "exit status 3"},
                      Fault{"crashes", "os.kill(os.getpid(), 11)", "signal 11"},
                      Fault{"hangs", "time.sleep(60)", "no answer within 0.3 s"},
                      Fault{"says_nan", "out[0] = float('nan')", "no JSON object"},
                      Fault{"says_null", "out = None", "null"},
                      Fault{"says_too_little", "out.pop()", "1 number instead of 2"},
                      Fault{"says_text", "out[1] = 'two'", "\"two\" (a number is expected)"},
                      Fault{"prints", "print('iteration 5')", "iteration 5"},
                      Fault{"answers_twice", "print('{}')", "its 'id' is another"}),
    [](const auto& info) { return info.param.what; });

TEST(WorkerPool, TriesAgainElsewhere) {
  // Fails once, whichever worker comes first.
  const Servers servers;
  const std::string mark = servers.folder() / "failed";
  const Answers answers =
      answers_of(settings(Servers::python("if x[0] == 0.35 and not os.path.exists('" + mark +
                                          "'): open('" + mark + "', 'w').close(); sys.exit(1)")));
  EXPECT_TRUE(answers.failures.empty());
  expect_all_but(answers, ~std::size_t{0});
}

TEST(WorkerPool, KeepsTheEndOfStandardError) {
  const Answers answers = answers_of(
      settings(Servers::python("if x[0] == 0.35: print('mesh broke', file=sys.stderr); exit(1)")));
  ASSERT_EQ(answers.failures.size(), 1u);
  EXPECT_NE(answers.failures[0].standard_error.find("mesh broke"), std::string::npos);
}

TEST(WorkerPool, AChattyWorkerIsNotHeldUp) {
  const Answers answers = answers_of(settings(Servers::python("sys.stderr.write('x' * 200000)")));
  EXPECT_TRUE(answers.failures.empty());
}

std::string refusal(const std::vector<std::string>& command, std::size_t constraints = 0) {
  auto impatient = settings(command);
  impatient.start_limit = 1.0;
  WorkerPool pool(impatient, shape(3, constraints), {});
  try {
    pool.run(ramp(4, 3));
  } catch (const UserError& error) {
    return error.what();
  }
  return "";
}

TEST(WorkerPool, RefusesACommandThatDoesNotServe) {
  EXPECT_NE(refusal({"no-such-program-anywhere"}).find("cannot start 'no-such-program-anywhere'"),
            std::string::npos);
  EXPECT_NE(refusal({"false"}).find("exit status 1"), std::string::npos);
  EXPECT_NE(refusal({"sleep", "30"}).find("no answer within 1 s"), std::string::npos);
  EXPECT_NE(refusal({"echo", "hello"}).find("'hello'"), std::string::npos);
  EXPECT_NE(refusal({"echo", R"({"moai":1,"variables":4,"objectives":2,"constraints":0})"})
                .find("says variables: 4, the experiment 3"),
            std::string::npos);
}

TEST(WorkerPool, SaysWhoAWorkerIs) {
  const std::string code =
      "out = [int(os.environ['MOAI_RANK']), int(os.environ['MOAI_WORKER'])]; "
      "assert os.path.isdir(os.environ['MOAI_SCRATCH']); "
      "open(os.environ['MOAI_SCRATCH'] + '/mine', 'w').close(); "
      "assert 'OMPI_COMM_WORLD_RANK' not in os.environ";
  ::setenv("OMPI_COMM_WORLD_RANK", "5", 1);
  WorkerPool pool(settings(Servers::python(code), 1), shape(3), {.rank = 5});
  const Answers answers = pool.run(ramp(2, 3));
  ::unsetenv("OMPI_COMM_WORLD_RANK");
  ASSERT_TRUE(answers.failures.empty()) << answers.failures[0].standard_error;
  EXPECT_EQ(answers.objectives(0, 0), 5.0);
  EXPECT_EQ(answers.objectives(0, 1), 0.0);
}

// A worker whose child ignores everything, in a session of its own.
std::vector<std::string> with_a_stray_child() {
  return Servers::python(
      "import subprocess; child = subprocess.Popen(['setsid', 'sleep', '300']); time.sleep(0.1); "
      "out = [os.getpid(), child.pid]");
}

TEST(WorkerPool, LeavesNoProcessBehind) {
  std::vector<pid_t> pids;
  {
    WorkerPool pool(settings(with_a_stray_child(), 1), shape(3), {});
    const Answers answers = pool.run(ramp(1, 3));
    pids = {static_cast<pid_t>(answers.objectives(0, 0)),
            static_cast<pid_t>(answers.objectives(0, 1))};
    for (const pid_t pid : pids) EXPECT_TRUE(alive(pid));
  }
  for (const pid_t pid : pids) EXPECT_FALSE(alive(pid));
}

TEST(WorkerPool, LeavesNoProcessBehindWhenItsRankIsKilled) {
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe(pipe.data()), 0);
  const pid_t rank = ::fork();
  if (rank == 0) {
    WorkerPool pool(settings(with_a_stray_child(), 1), shape(3), {});
    const Answers answers = pool.run(ramp(1, 3));
    const std::array<pid_t, 2> pids{static_cast<pid_t>(answers.objectives(0, 0)),
                                    static_cast<pid_t>(answers.objectives(0, 1))};
    if (::write(pipe[1], pids.data(), sizeof(pids)) < 0) std::_Exit(1);
    ::pause();
    std::_Exit(0);
  }
  std::array<pid_t, 2> pids{};
  ASSERT_EQ(::read(pipe[0], pids.data(), sizeof(pids)), static_cast<ssize_t>(sizeof(pids)));
  for (const pid_t pid : pids) EXPECT_TRUE(alive(pid));
  ::kill(rank, SIGKILL);
  ::waitpid(rank, nullptr, 0);
  for (int tries = 0; tries < 200 && (alive(pids[0]) || alive(pids[1])); ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  for (const pid_t pid : pids) EXPECT_FALSE(alive(pid));
}

}  // namespace
}  // namespace moai
