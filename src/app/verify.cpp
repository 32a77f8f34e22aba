// moai verify: lets a user see on their own machine that results do not depend on how a run was
// executed.

#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <thread>

#include "app/child_process.h"
#include "app/command_line.h"
#include "media/image_file.h"
#include "record/compare.h"
#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

constexpr int trials = 2;

// Two MOVE conditions with islands that migrate, on a picture drawn here.
constexpr const char* experiment_text = R"(name: verify
seed: 1
trials: 2
problem:
  type: image_match
  target: target.png
  size: [33, 33]
  objectives: [mse, ssim, gmsd]
algorithm: {type: move, cells: 20, functions_per_cell: 3}
budget: {generations: 30}
islands: {count: 3, topology: ring, migration: {every: 5, send: 3}}
record: {commit_every: 0.05}
)";

Image disc_on_a_slope() {
  constexpr std::int64_t side = 33;
  Image image{side, side, std::vector<float>(3 * side * side)};
  for (std::int64_t y = 0; y < side; ++y) {
    for (std::int64_t x = 0; x < side; ++x) {
      const double radius =
          std::hypot(static_cast<double>(x) - 20.0, static_cast<double>(y) - 12.0);
      const std::size_t at = static_cast<std::size_t>(y * side + x);
      image.values[at] = radius < 7.0 ? 0.9f : static_cast<float>(y) / side;
      image.values[at + side * side] = radius < 7.0 ? 0.6f : 0.3f;
      image.values[at + 2 * side * side] = static_cast<float>(x) / side;
    }
  }
  return image;
}

struct Harness {
  std::string program;                // this one
  std::vector<std::string> launcher;  // words before the number of ranks
  fs::path folder;

  std::vector<std::string> command(int ranks, const std::string& out, int ranks_per_trial) const {
    std::vector<std::string> words = launcher;
    words.insert(
        words.end(),
        {std::to_string(ranks), program, "run", (folder / "experiment.yaml").string(), "--quiet",
         "--out", (folder / out).string(), "--ranks-per-trial", std::to_string(ranks_per_trial)});
    return words;
  }
  std::string log() const { return (folder / "log.txt").string(); }

  void run(int ranks, const std::string& out, int ranks_per_trial) const {
    const int code = ChildProcess(command(ranks, out, ranks_per_trial), log()).wait();
    if (code != 0)
      throw SystemError(concat("a run on ", ranks, " ranks ended with code ", code,
                               "; its output is in '", log(), "'. Does `", join(launcher, " "), " ",
                               ranks,
                               " hostname` work here? Another launcher: "
                               "--launcher."));
  }

  // Kills the run as soon as it has committed something; it may end before.
  void run_and_kill(int ranks, const std::string& out) const {
    ChildProcess process(command(ranks, out, 1), log());
    while (process.running()) {
      const fs::path running = folder / out / "running";
      std::error_code ignored;
      for (const auto& entry : fs::recursive_directory_iterator(running, ignored))
        if (entry.path().extension() == ".h5") return process.kill();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  std::vector<std::string> differences(const std::string& out) const {
    std::vector<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder / "one/trials")) {
      if (entry.path().extension() != ".h5") continue;
      const fs::path other = folder / out / fs::relative(entry.path(), folder / "one");
      for (const std::string& line : compare_files(entry.path().string(), other.string()))
        all.push_back(line);
    }
    return all;
  }
};

bool report(const Harness& harness, const std::string& what, const std::string& out) {
  const auto differences = harness.differences(out);
  std::cout << (differences.empty() ? "same      " : "DIFFERENT ") << what << std::endl;
  for (std::size_t i = 0; i < std::min<std::size_t>(5, differences.size()); ++i)
    std::cout << "    " << differences[i] << "\n";
  return differences.empty();
}

bool verify(const Harness& harness) {
  write_png((harness.folder / "target.png").string(), disc_on_a_slope());
  write_file_atomically((harness.folder / "experiment.yaml").string(), experiment_text);
  std::cout << trials
            << " trials of 3 islands, compared with a run on one rank, every dataset:" << std::endl;
  harness.run(1, "one", 1);
  bool same = true;
  for (const int ranks : {2, 3}) {
    const std::string out = concat("ranks", ranks);
    harness.run(ranks, out, 1);
    same &= report(harness, concat(ranks, " ranks"), out);
  }
  for (const int ranks : {4, 8}) {
    const std::string out = concat("groups", ranks);
    harness.run(ranks, out, ranks / 2);
    same &= report(harness, concat(ranks, " ranks, the islands of a trial spread over ", ranks / 2),
                   out);
  }
  harness.run_and_kill(2, "killed");
  harness.run(3, "killed", 3);
  same &= report(harness, "killed on 2 ranks, continued on 3", "killed");
  return same;
}

}  // namespace

int verify_command(Arguments arguments) {
  CommandLine line(
      "verify", "",
      "Runs a small experiment on one rank and again on several, in groups, and killed and "
      "continued,\nand compares every dataset.");
  line.add("launcher",
           boost::program_options::value<std::string>()->default_value("mpirun --oversubscribe -n"),
           "what starts ranks; the number of ranks and the program follow");
  line.add_flag("keep", "keep the files of the runs");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  line.words(0, 0);
  if (::geteuid() ==
      0) {  // Open MPI refuses root unless told twice; here it starts nothing but moai
    ::setenv("OMPI_ALLOW_RUN_AS_ROOT", "1", 0);
    ::setenv("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", 0);
  }
  Harness harness;
  harness.program = fs::read_symlink("/proc/self/exe").string();
  std::istringstream launcher(line.get<std::string>("launcher"));
  for (std::string word; launcher >> word;) harness.launcher.push_back(word);
  std::string pattern = (fs::temp_directory_path() / "moai-verify-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr)
    throw SystemError(concat("cannot make a folder in '", fs::temp_directory_path().string(),
                             "'. Set TMPDIR to one you may write to."));
  harness.folder = pattern;
  const bool same = verify(harness);
  if (line.has("keep") || !same)
    std::cout << "the files are in " << pattern << "\n";
  else
    fs::remove_all(harness.folder);
  std::cout << (same ? "verified: the same bits however it was run (synchronous migration; with "
                       "islands.migration.mode: async results depend on timing)\n"
                     : "NOT reproducible on this machine\n");
  return same ? 0 : 1;
}

}  // namespace moai
