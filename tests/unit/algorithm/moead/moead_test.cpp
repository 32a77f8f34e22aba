// If these fail, MOEA/D does not find an even front, cannot be continued, or its events do not tell
// who holds its places.
#include "algorithm/moead/moead.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "algorithm/pareto/indicators.h"
#include "support/error.h"
#include "support/option_error.h"
#include "tests/unit/algorithm/population/run_benchmark.h"

namespace moai {
namespace {

BenchmarkProblem sphere(std::int64_t objectives) {
  BenchmarkOptions options = benchmark_named("dtlz2");
  options.objectives = objectives;
  options.genome.crossover_probability = 1.0;
  options.genome.crossover_index = 20.0;
  options.genome.mutation_index = 20.0;
  return BenchmarkProblem(options, false);
}

AlgorithmOptions moead(std::int64_t population, std::vector<std::int64_t> divisions = {}) {
  AlgorithmOptions options = algorithm_named("moead");
  options.as<MoeadOptions>().population = population;
  options.as<MoeadOptions>().divisions = std::move(divisions);
  return options;
}

struct Setting {
  std::int64_t objectives, divisions, population;
  std::uint64_t generations;
  double worst;
};
class MoeadOnSphere : public testing::TestWithParam<Setting> {};

// IGD to where the weights meet the sphere, against the worst of 20 runs of MOEA/D with PBI in K.
// Deb, H. Jain, IEEE TEC 18(4), 2014, table III, times two: there nothing is normalised, which is
// right for the sphere, and here the nadir has to be found.
TEST_P(MoeadOnSphere, PbiFindsThePointsOfItsWeights) {
  const Setting& it = GetParam();
  const BenchmarkProblem problem = sphere(it.objectives);
  const Matrix targets = points_on_sphere(it.objectives, it.divisions);
  AlgorithmOptions options = moead(it.population, {it.divisions});
  options.as<MoeadOptions>().decomposition = Decomposition::pbi;
  std::vector<double> distances;
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    Island island = start(problem, options, 60 + seed);
    advance(island, problem, 0, it.generations, it.generations);
    distances.push_back(inverted_generational_distance(fitness_of(*island.algorithm), targets));
  }
  std::sort(distances.begin(), distances.end());
  EXPECT_LT(distances[1], 2.0 * it.worst);
}

INSTANTIATE_TEST_SUITE_P(Table, MoeadOnSphere,
                         testing::Values(Setting{3, 12, 91, 250, 0.0008006},
                                         Setting{5, 6, 210, 350, 0.001727}),
                         [](const auto& info) {
                           return "Objectives" + std::to_string(info.param.objectives);
                         });

TEST(Moead, TchebycheffCoversAConvexFrontFromEndToEnd) {
  const BenchmarkProblem problem(benchmark_named("zdt1"), false);
  Island island = start(problem, moead(100), 4);
  advance(island, problem, 0, 250, 250);
  double least = 1.0, most = 0.0, worst = 0.0;
  for (const Member& member : island.algorithm->members()) {
    const double x = -member.individual->fitness[0], y = -member.individual->fitness[1];
    least = std::min(least, x);
    most = std::max(most, x);
    worst = std::max(worst, y - (1.0 - std::sqrt(x)));
  }
  EXPECT_LT(least, 0.01);
  EXPECT_GT(most, 0.98);
  EXPECT_LT(worst, 0.02);
}

TEST(Moead, FindsTheFrontBehindConstraints) {
  const BenchmarkProblem problem(benchmark_named("constr"), false);
  Island island = start(problem, moead(60), 5);
  advance(island, problem, 0, 120, 120);
  double least = 1.0;
  for (const Member& member : island.algorithm->members()) {
    EXPECT_EQ(member.individual->violation, 0.0);
    least = std::min(least, -member.individual->fitness[0]);
  }
  EXPECT_NEAR(least, 7.0 / 18.0, 0.02);
}

TEST(Moead, ContinuesExactlyWhereItWasSaved) {
  const BenchmarkProblem problem = sphere(3);
  Island island = start(problem, moead(40), 5), other = start(problem, moead(40), 5);
  advance(island, problem, 0, 12, 24);
  island.algorithm->release(std::vector{island.algorithm->members()[3].individual->id});
  AlgorithmState state = island.algorithm->save();
  std::set<IndividualId> once;
  for (const auto& individual : state.individuals) EXPECT_TRUE(once.insert(individual->id).second);
  other.algorithm->restore(std::move(state));
  island.events = {};
  for (Island* one : {&island, &other}) advance(*one, problem, 12, 24, 24);
  EXPECT_EQ(ids_of(*island.algorithm), ids_of(*other.algorithm));
  ASSERT_EQ(island.events.replacements.size(), other.events.replacements.size());
  for (std::size_t k = 0; k < other.events.replacements.size(); ++k) {
    EXPECT_EQ(island.events.replacements[k].child, other.events.replacements[k].child);
    EXPECT_EQ(island.events.replacements[k].replaced, other.events.replacements[k].replaced);
  }
  Island larger = start(problem, moead(41), 5);
  EXPECT_THROW(larger.algorithm->restore(island.algorithm->save()), SystemError);
}

TEST(Moead, EventsTellWhoIsThere) {
  const BenchmarkProblem problem = sphere(3);
  Island island = start(problem, moead(40), 6);
  advance(island, problem, 0, 20, 20);
  std::set<IndividualId> born;
  for (const Birth& birth : island.events.births) {
    EXPECT_TRUE(born.insert(birth.id).second) << "born twice";
    EXPECT_EQ(born.contains(birth.parent_a), birth.generation > 0);
  }
  std::multiset<IndividualId> present;
  for (const Replacement& event : island.events.replacements) {
    EXPECT_EQ(event.kind,
              event.generation == 0 ? ReplacementKind::initial : ReplacementKind::child);
    EXPECT_EQ(event.cell, -1);
    if (!event.replaced.is_none()) {
      const auto found = present.find(event.replaced);
      ASSERT_NE(found, present.end());
      present.erase(found);
    }
    present.insert(event.child);
  }
  const auto there = ids_of(*island.algorithm);
  EXPECT_EQ(present, std::multiset<IndividualId>(there.begin(), there.end()));
  EXPECT_EQ(there.size(), 40u);
}

TEST(Moead, AChildTakesNoMorePlacesThanItMay) {
  const BenchmarkProblem problem = sphere(3);
  for (const std::int64_t most : {std::int64_t{1}, std::int64_t{3}, MoeadOptions::all}) {
    AlgorithmOptions options = moead(40);
    options.as<MoeadOptions>().replacements = most;
    Island island = start(problem, options, 2);
    advance(island, problem, 0, 15, 15);
    std::map<IndividualId, std::int64_t> places;
    for (const Replacement& event : island.events.replacements) ++places[event.child];
    std::int64_t largest = 0;
    for (const auto& [id, count] : places) largest = std::max(largest, count);
    if (most == MoeadOptions::all)
      EXPECT_GT(largest, 3);
    else
      EXPECT_EQ(largest, most);
  }
}

TEST(Moead, EveryOptionMatters) {
  const BenchmarkProblem problem = sphere(3);
  const auto outcome = [&](auto change) {
    AlgorithmOptions options = moead(36);
    change(options.as<MoeadOptions>());
    Island island = start(problem, options, 3);
    advance(island, problem, 0, 12, 12);
    return ids_of(*island.algorithm);
  };
  const auto expected = outcome([](MoeadOptions&) {});
  EXPECT_EQ(outcome([](MoeadOptions& o) { o.divisions = {7}; }), expected);  // what fits 36
  EXPECT_NE(outcome([](MoeadOptions& o) { o.decomposition = Decomposition::pbi; }), expected);
  EXPECT_NE(outcome([](MoeadOptions& o) { o.neighbours = 5; }), expected);
  EXPECT_NE(outcome([](MoeadOptions& o) { o.delta = 1.0; }), expected);
  EXPECT_NE(outcome([](MoeadOptions& o) { o.replacements = MoeadOptions::all; }), expected);
  EXPECT_NE(outcome([](MoeadOptions& o) { o.variation = Variation::mutation; }), expected);
  const auto penalised = [&](double penalty) {
    return outcome([penalty](MoeadOptions& o) {
      o.decomposition = Decomposition::pbi;
      o.penalty = penalty;
    });
  };
  EXPECT_NE(penalised(5.0), penalised(0.1));
}

TEST(Moead, MigrantsCompeteForAllPlacesAndEmptyOnesAreFilled) {
  const BenchmarkProblem problem = sphere(3);
  Island young = start(problem, moead(28), 1), old = start(problem, moead(28), 2);
  old.context.random.island = 1;
  old.algorithm = moead(28)->make(old.context);
  advance(young, problem, 0, 2, 200);
  advance(old, problem, 0, 150, 200);
  std::vector<Migrant> good;
  std::set<IndividualId> seen;
  for (const Member& member : old.algorithm->members())
    if (good.size() < 3 && seen.insert(member.individual->id).second)
      good.push_back({member.individual, -1});
  young.events = {};
  const auto won = young.algorithm->receive({1, 0.0}, good, MigrantAcceptance::vote, young.events);
  EXPECT_EQ(won[0], 2u);
  EXPECT_EQ(young.events.replacements.size(), won[0] + won[1] + won[2]);
  EXPECT_EQ(young.events.replacements[0].kind, ReplacementKind::migrant);
  EXPECT_TRUE(young.events.births.empty());  // they were born elsewhere
  EXPECT_EQ(young.algorithm->receive({1, 0.0}, std::span(good).first(1), MigrantAcceptance::vote,
                                     young.events),
            std::vector<std::uint32_t>{0});  // it is here already

  std::vector<IndividualId> leavers = ids_of(*young.algorithm);
  leavers.resize(10);
  young.algorithm->release(leavers);
  EXPECT_LE(young.algorithm->members().size(), 18u);
  advance(young, problem, 2, 8, 200);
  EXPECT_EQ(young.algorithm->members().size(), 28u);
  young.algorithm->release(ids_of(*young.algorithm));  // all of them: it begins anew
  EXPECT_TRUE(young.algorithm->members().empty());
  advance(young, problem, 8, 9, 200);
  EXPECT_EQ(young.algorithm->members().size(), 28u);
}

TEST(Moead, DivisionsSayHowManyIndividualsThereAre) {
  const BenchmarkProblem problem = sphere(3);
  EXPECT_NO_THROW(start(problem, moead(91, {12}), 1));
  try {
    start(problem, moead(100, {12}), 1);
    ADD_FAILURE() << "100 individuals for 91 weights";
  } catch (const OptionError& error) {
    EXPECT_EQ(error.key(), "algorithm.population");
    EXPECT_NE(error.reason().find("Set it to 91,"), std::string::npos) << error.reason();
  }
}

}  // namespace
}  // namespace moai
