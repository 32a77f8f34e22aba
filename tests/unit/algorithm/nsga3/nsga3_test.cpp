// If these fail, NSGA-III does not find a front that is spread evenly, or depends on something
// beside its seed.
#include "algorithm/nsga3/nsga3.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "algorithm/pareto/indicators.h"
#include "support/option_error.h"
#include "tests/unit/algorithm/population/run_benchmark.h"

namespace moai {
namespace {

BenchmarkProblem paper_problem(std::string_view function, std::int64_t objectives) {
  BenchmarkOptions options = benchmark_named(function);
  options.objectives = objectives;
  options.genome.crossover = RealVectorOptions::Crossover::sbx;
  options.genome.crossover_probability = 1.0;
  options.genome.crossover_index = 30.0;
  options.genome.mutation_index = 20.0;
  return BenchmarkProblem(options, false);
}

AlgorithmOptions nsga3(std::int64_t population, std::vector<std::int64_t> divisions = {}) {
  AlgorithmOptions options = algorithm_named("nsga3");
  options.as<Nsga3Options>().common.population = population;
  options.as<Nsga3Options>().divisions = std::move(divisions);
  return options;
}

// The paper's table III: IGD to the points where the reference lines meet the sphere, after 250 and
// 350 generations, best 0.00126 and 0.00425, worst 0.00211 and 0.00586 of 20.
struct Setting {
  std::int64_t objectives, divisions, population;
  std::uint64_t generations;
  double worst;
};
class Nsga3OnSphere : public testing::TestWithParam<Setting> {};

TEST_P(Nsga3OnSphere, IsAsGoodAsPublished) {
  const Setting& it = GetParam();
  const BenchmarkProblem problem = paper_problem("dtlz2", it.objectives);
  const Matrix targets = points_on_sphere(it.objectives, it.divisions);
  std::vector<double> distances;
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    Island island = start(problem, nsga3(it.population, {it.divisions}), 40 + seed);
    advance(island, problem, 0, it.generations, it.generations);
    distances.push_back(inverted_generational_distance(fitness_of(*island.algorithm), targets));
  }
  std::sort(distances.begin(), distances.end());
  EXPECT_LT(distances[1], it.worst);
}

INSTANTIATE_TEST_SUITE_P(Table, Nsga3OnSphere,
                         testing::Values(Setting{3, 12, 92, 250, 0.00211},
                                         Setting{5, 6, 212, 350, 0.00586}),
                         [](const auto& info) {
                           return "Objectives" + std::to_string(info.param.objectives);
                         });

TEST(Nsga3, MeasuresObjectivesInTheirOwnUnits) {
  // The second objective in units of 1/1024: the same individuals survive.
  const BenchmarkProblem problem = paper_problem("dtlz2", 3);
  Island plain = start(problem, nsga3(40), 8), scaled = start(problem, nsga3(40), 8);
  for (std::uint64_t generation = 0; generation < 25; ++generation)
    for (Island* island : {&plain, &scaled}) {
      const Moment moment{generation, 0.0};
      auto children = island->algorithm->ask(moment);
      std::vector<const Genome*> genomes;
      for (const Child& child : children) genomes.push_back(&child.genome);
      Evaluation evaluation = problem.evaluate(genomes);
      if (island == &scaled)
        for (std::size_t k = 0; k < children.size(); ++k) evaluation.fitness(k, 1) *= 1024.0;
      island->algorithm->tell(moment, std::move(children), evaluation, island->events);
    }
  const auto a = plain.algorithm->members(), b = scaled.algorithm->members();
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t k = 0; k < a.size(); ++k) EXPECT_EQ(a[k].individual->id, b[k].individual->id);
}

TEST(Nsga3, FindsTheFrontBehindConstraints) {
  const BenchmarkProblem problem(benchmark_named("constr"), false);
  Island island = start(problem, nsga3(60), 5);
  advance(island, problem, 0, 120, 120);
  double least = 1.0;
  for (const Member& member : island.algorithm->members()) {
    EXPECT_EQ(member.individual->violation, 0.0);
    least = std::min(least, -member.individual->fitness[0]);
  }
  EXPECT_NEAR(least, 7.0 / 18.0, 0.02);
}

TEST(Nsga3, DivisionsNeedAPopulationThatHoldsThem) {
  const BenchmarkProblem problem = paper_problem("dtlz2", 3);
  EXPECT_NO_THROW(start(problem, nsga3(91, {12}), 1));
  try {
    start(problem, nsga3(90, {12}), 1);
    ADD_FAILURE() << "90 individuals for 91 reference points";
  } catch (const OptionError& error) {
    EXPECT_EQ(error.key(), "algorithm.population");
    EXPECT_NE(error.reason().find("Set it to 92."), std::string::npos) << error.reason();
  }
  EXPECT_THROW(start(problem, nsga3(90, {2, 2, 2}), 1), OptionError);
}

TEST(Nsga3, DivisionsMatter) {
  const BenchmarkProblem problem = paper_problem("dtlz2", 3);
  Island few = start(problem, nsga3(40, {2}), 1), many = start(problem, nsga3(40), 1),
         same = start(problem, nsga3(40), 1);
  for (Island* island : {&few, &many, &same}) advance(*island, problem, 0, 20, 20);
  EXPECT_NE(fitness_of(*few.algorithm), fitness_of(*many.algorithm));
  EXPECT_EQ(fitness_of(*many.algorithm), fitness_of(*same.algorithm));
}

}  // namespace
}  // namespace moai
