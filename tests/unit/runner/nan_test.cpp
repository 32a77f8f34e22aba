// If these fail, a user's scorer that returns NaN goes unnoticed: by `moai validate --probe`, on
// the terminal, in the trial file, or after a continued run.
#include <gtest/gtest.h>
#include <torch/script.h>

#include <cmath>
#include <fstream>

#include "record/hdf5/file.h"
#include "record/layout.h"
#include "record/nan_count.h"
#include "record/summary.h"
#include "runner/probe.h"
#include "runner/problem_cache.h"
#include "runner/trial_run.h"
#include "tests/support/paths.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

// An experiment whose second objective is a scorer of our own.
class Scored {
 public:
  explicit Scored(const std::string& expression) {
    torch::jit::Module module("scorer");
    module.define("def forward(self, x):\n    m = x.mean([1, 2, 3])\n    return " + expression +
                  "\n");
    module.save(folder.path() + "/scorer.pt");
    const std::string path = folder.path() + "/scored.yaml";
    std::ofstream(path) << "seed: 3\nproblem:\n  target: "
                        << testing::source_file("experiments/targets/sunrise.png")
                        << "\n  size: [33, 33]\n"
                        << "  objectives: [mse, {type: torchscript, file: scorer.pt, "
                        << "outputs: [scored]}]\n  normalisation: {images: 20}\n"
                        << "algorithm: {cells: 20, functions_per_cell: 1}\n"
                        << "budget: {generations: 6}\nsweep: {algorithm.jumps: [none, 1]}\n";
    experiment = read_experiment(path);
  }

  sample::Folder folder;
  Experiment experiment;
};

// Dark pictures have no logarithm; the target and many pictures do.
const char* const broken = "torch.log(m - 0.35)";

// What a trial warned of until its end, with or without being interrupted after each generation.
std::vector<std::string> warnings_of_a_run(const Scored& scored, const std::string& out,
                                           bool interrupted) {
  RunSetting setting{&scored.experiment, out, {}, 1, {}};
  LocalCommunicator alone;
  ProblemCache problems(scored.experiment, "cpu");
  const TrialTicket ticket{0, 0};
  const auto problem = problems.get(ticket);
  std::vector<std::string> warnings;
  auto trial = std::make_unique<TrialRun>(setting, ticket, problem, alone);
  while (!trial->finished()) {
    const auto genomes = trial->ask();
    trial->tell(problem->evaluate(genomes), 0.0);
    if (trial->finished())
      trial->finish();
    else if (interrupted)
      trial->commit();
    for (const std::string& warning : trial->take_warnings()) warnings.push_back(warning);
    if (interrupted && !trial->finished())
      trial = std::make_unique<TrialRun>(setting, ticket, problem, alone);
  }
  return warnings;
}

TEST(NotANumber, IsToldOnceAndCountedInTheTrialFileAlsoAfterInterruptions) {
  const Scored scored(broken);
  NanCount counts[2];
  for (const bool interrupted : {false, true}) {
    const std::string out = scored.folder.path() + (interrupted ? "/parts" : "/whole");
    const auto warnings = warnings_of_a_run(scored, out, interrupted);
    ASSERT_EQ(warnings.size(), 1u);
    EXPECT_NE(warnings[0].find("condition jumps=none, trial 0: objective 'scored' was not a number "
                               "(NaN), for the first time in generation 1;"),
              std::string::npos)
        << warnings[0];
    const hdf5::File file(trial_file(out, "jumps=none", 0));
    counts[interrupted] = read_nan_count(file.root());
    EXPECT_EQ(read_summary(file.root()).nan_evaluations, counts[interrupted].evaluations);
    const auto champion = file.root().open("champion").read<double>("fitness");
    EXPECT_FALSE(std::isnan(champion.at(1)));
  }
  EXPECT_GT(counts[0].evaluations, 0u);
  EXPECT_EQ(counts[0].values.at(0), 0u);
  EXPECT_EQ(counts[0], counts[1]);
}

TEST(NotANumber, IsNotToldOfWhereThereIsNone) {
  const Scored scored("1.0 - m");
  EXPECT_TRUE(warnings_of_a_run(scored, scored.folder.path() + "/out", false).empty());
}

TEST(Probe, FindsObjectivesThatAreConstantOrNotANumberOnceForConditionsWithTheSameProblem) {
  const ProbeReport bad = probe(Scored(broken).experiment, "cpu");
  EXPECT_EQ(bad.problems, 1u);
  ASSERT_EQ(bad.findings.size(), 1u);
  EXPECT_EQ(bad.findings[0].kind, ProbeFinding::Kind::not_a_number);
  EXPECT_EQ(bad.findings[0].objective, "scored");
  EXPECT_EQ(bad.findings[0].option, "problem.objectives[1]");

  const ProbeReport flat = probe(Scored("m * 0.0 + 0.25").experiment, "cpu");
  ASSERT_EQ(flat.findings.size(), 1u);
  EXPECT_EQ(flat.findings[0].kind, ProbeFinding::Kind::constant);
  EXPECT_NE(
      flat.findings[0].text.find("condition 'jumps=none': objective 'scored' is 0.25 for all"),
      std::string::npos)
      << flat.findings[0].text;

  EXPECT_TRUE(probe(Scored("1.0 - m").experiment, "cpu").findings.empty());
}

}  // namespace
}  // namespace moai
