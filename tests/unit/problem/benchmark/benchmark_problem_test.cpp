// If these fail, a benchmark is maximised the wrong way round, its score is not 1 at the ideal and
// 0 at the nadir point, constraints are lost, or a value depends on the batch.

#include "problem/benchmark/benchmark_problem.h"

#include <gtest/gtest.h>

#include "problem/benchmark/test_functions.h"
#include "support/error.h"

namespace moai {
namespace {

BenchmarkOptions named(std::string_view name) {
  BenchmarkOptions options;
  const auto choices = test_function_choices();
  while (choices[options.function].name != name) ++options.function;
  return options;
}

std::vector<const Genome*> pointers(const std::vector<Genome>& genomes) {
  std::vector<const Genome*> result;
  for (const Genome& genome : genomes) result.push_back(&genome);
  return result;
}

TEST(BenchmarkProblem, ChangesTheSignOnceAndKeepsRowsApart) {
  const BenchmarkProblem problem(named("dtlz2"), true);
  const auto genomes = problem.genome_space().initial(20, RandomSource{1}, 0, 0);
  const Evaluation all = problem.evaluate(pointers(genomes));
  std::vector<double> f(3);
  for (std::size_t k = 0; k < 20; ++k) {
    const std::vector<double>& x = std::get<RealVector>(genomes[k]).values;
    problem.function().evaluate(x, f);
    const Genome* one[] = {&genomes[k]};
    const Evaluation alone = problem.evaluate(one);
    for (std::size_t m = 0; m < 3; ++m) {
      EXPECT_EQ(all.fitness(k, m), -f[m]);
      EXPECT_EQ(all.fitness(k, m), alone.fitness(0, m));
    }
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_EQ(all.descriptors(k, i), x[i]);
  }
  EXPECT_TRUE(all.violation.empty());
  EXPECT_TRUE(
      BenchmarkProblem(named("dtlz2"), false).evaluate(pointers(genomes)).descriptors.empty());
}

TEST(BenchmarkProblem, ScoresTheIdealOneAndTheNadirZero) {
  const BenchmarkProblem problem(named("zdt3"), false);
  const Normalisation& range = problem.normalisation();
  EXPECT_NEAR(range.maximum[0], 0.0, 1e-12);
  EXPECT_NEAR(range.minimum[0], -0.851832865436414, 1e-12);
  EXPECT_NEAR(range.minimum[1], -1.0, 1e-12);
  EXPECT_NEAR(range.maximum[1], 0.773369, 1e-4);
  EXPECT_DOUBLE_EQ(range.score(range.maximum), 1.0);
  EXPECT_DOUBLE_EQ(range.score(range.minimum), 0.0);
}

TEST(BenchmarkProblem, GivesItsFrontAsFitness) {
  BenchmarkOptions options = named("zdt1");
  options.front_points = 1000;
  const BenchmarkProblem problem(options, false);
  const KnownFront& known = *problem.known_front();
  EXPECT_EQ(known.front.rows(), 1000u);
  EXPECT_EQ(known.reference, (std::vector{-1.1, -1.1}));
  for (std::size_t row = 0; row < known.front.rows(); ++row) EXPECT_LE(known.front(row, 0), 0.0);
  const BenchmarkProblem spherical(named("dtlz2"), false);
  EXPECT_EQ(spherical.known_front()->front.rows(), 990u);
  EXPECT_EQ(BenchmarkProblem(named("dtlz7"), false).known_front()->front.rows(), 1024u);
}

TEST(BenchmarkProblem, ReportsViolations) {
  const BenchmarkProblem problem(named("constr"), false);
  const Genome good = RealVector{{0.9, 1.0}}, bad = RealVector{{0.1, 0.0}};
  const Genome* both[] = {&good, &bad};
  const Evaluation evaluation = problem.evaluate(both);
  EXPECT_EQ(evaluation.violation[0], 0.0);
  EXPECT_NEAR(evaluation.violation[1], 5.1 + 0.1, 1e-12);
}

TEST(BenchmarkProblem, RefusesIndicatorsWithoutAParetoSet) {
  BenchmarkOptions options = named("wfg2");
  options.indicators = {"igdx"};
  EXPECT_THROW(BenchmarkProblem(options, false), UserError);
  options.indicators = {"igd"};
  EXPECT_NO_THROW(BenchmarkProblem(options, false));
}

}  // namespace
}  // namespace moai
