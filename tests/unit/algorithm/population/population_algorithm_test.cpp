// If these fail, a run of NSGA-II, NSGA-III or Omni cannot be continued after an interruption, its
// recorded events do not tell what happened, or one of its options does nothing.

#include "algorithm/population/population_algorithm.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "algorithm/emigrants.h"
#include "algorithm/pareto/sorting.h"
#include "support/error.h"
#include "tests/unit/algorithm/population/run_benchmark.h"

namespace moai {
namespace {

std::vector<IndividualId> ids(const Algorithm& algorithm) {
  std::vector<IndividualId> result;
  for (const Member& member : algorithm.members()) result.push_back(member.individual->id);
  return result;
}

std::vector<AlgorithmOptions> variants() {
  std::vector<AlgorithmOptions> all;
  AlgorithmOptions nsga2 = algorithm_named("nsga2"), omni = algorithm_named("omni");
  nsga2.as<Nsga2Options>().common.population = omni.as<OmniOptions>().common.population = 40;
  all.push_back(nsga2);
  all.push_back(omni);
  nsga2.as<Nsga2Options>().tournament = Tournament::dominance;
  nsga2.as<Nsga2Options>().common.elites = 7;
  nsga2.as<Nsga2Options>().common.archive = 25;
  nsga2.as<Nsga2Options>().common.tournament_size = 3;
  nsga2.as<Nsga2Options>().common.population = 41;
  all.push_back(nsga2);
  omni.as<OmniOptions>().common.archive = PopulationOptions::unbounded;
  omni.as<OmniOptions>().delta = Schedule(0.1, 0.001, Schedule::Shape::geometric);
  omni.as<OmniOptions>().mating = OmniOptions::Mating::random;
  all.push_back(omni);
  AlgorithmOptions nsga3 = algorithm_named("nsga3");
  common_options(nsga3).population = 40;
  nsga3.as<Nsga3Options>().divisions = {12};  // fewer lines than places: lines have several
  all.push_back(nsga3);
  common_options(nsga3).archive = PopulationOptions::unbounded;
  nsga3.as<Nsga3Options>().tournament = Tournament::rank;
  nsga3.as<Nsga3Options>().divisions = {};
  all.push_back(nsga3);
  return all;
}

class PopulationAlgorithms : public testing::TestWithParam<std::size_t> {
 protected:
  BenchmarkProblem problem_{benchmark_named("omni_test", 3), false};
  AlgorithmOptions options_ = variants()[GetParam()];
  Island island_ = start(problem_, options_, 5);
};

TEST_P(PopulationAlgorithms, ContinueExactlyWhereTheyWereSaved) {
  advance(island_, problem_, 0, 12, 24);
  AlgorithmState state = island_.algorithm->save();
  std::set<IndividualId> once;
  for (const auto& individual : state.individuals) EXPECT_TRUE(once.insert(individual->id).second);
  Island other = start(problem_, options_, 5);
  other.algorithm->restore(std::move(state));
  EXPECT_EQ(ids(*island_.algorithm), ids(*other.algorithm));
  island_.events = {};
  advance(island_, problem_, 12, 24, 24);
  advance(other, problem_, 12, 24, 24);
  EXPECT_EQ(ids(*island_.algorithm), ids(*other.algorithm));
  ASSERT_EQ(island_.events.replacements.size(), other.events.replacements.size());
  for (std::size_t k = 0; k < other.events.replacements.size(); ++k) {
    EXPECT_EQ(island_.events.replacements[k].child, other.events.replacements[k].child);
    EXPECT_EQ(island_.events.replacements[k].replaced, other.events.replacements[k].replaced);
  }
  const auto a = island_.algorithm->members(), b = other.algorithm->members();
  for (std::size_t k = 0; k < a.size(); ++k)
    EXPECT_EQ(a[k].individual->fitness, b[k].individual->fitness);
}

TEST_P(PopulationAlgorithms, WhoHasNoNumberForAnyObjectiveLeavesForTheFirstWhoHas) {
  if (GetParam() == 2) GTEST_SKIP() << "beside seven elites there are places for all children";
  const auto tell = [&](std::uint64_t generation, auto spoil) {
    auto children = island_.algorithm->ask({generation, 0.0});
    std::vector<const Genome*> genomes;
    for (const Child& child : children) genomes.push_back(&child.genome);
    Evaluation evaluation = problem_.evaluate(genomes);
    for (std::size_t k = 0; k < children.size(); ++k)
      if (spoil(k))
        for (double& value : evaluation.fitness.row(k)) value = std::nan("");
    island_.algorithm->tell({generation, 0.0}, std::move(children), evaluation, island_.events);
  };
  const auto broken = [&] {
    std::size_t count = 0;
    for (const Member& member : island_.algorithm->members())
      count += std::isnan(member.individual->fitness[0]);
    return count;
  };
  tell(0, [](std::size_t k) { return k % 3 == 0; });
  EXPECT_GT(broken(), 0u);
  tell(1, [](std::size_t k) { return k % 2 == 0; });
  EXPECT_EQ(broken(), 0u);
  tell(2, [](std::size_t) { return true; });
  EXPECT_EQ(broken(), 0u);

  Individual migrant = *island_.algorithm->members()[0].individual;
  migrant.id = IndividualId(77, 1, 1);
  for (double& value : migrant.fitness) value = std::nan("");
  const std::vector<Migrant> migrants{{std::make_shared<const Individual>(migrant), -1}};
  const auto won =
      island_.algorithm->receive({2, 0.0}, migrants, MigrantAcceptance::vote, island_.events);
  EXPECT_EQ(won, std::vector<std::uint32_t>{0});
}

TEST_P(PopulationAlgorithms, EventsTellWhoIsThere) {
  advance(island_, problem_, 0, 20, 20);
  std::set<IndividualId> born;
  for (const Birth& birth : island_.events.births) {
    EXPECT_TRUE(born.insert(birth.id).second) << "born twice";
    if (birth.generation > 0)
      EXPECT_TRUE(born.contains(birth.parent_a));
    else
      EXPECT_TRUE(birth.parent_a.is_none());
  }
  std::set<IndividualId> present;
  for (const Replacement& event : island_.events.replacements) {
    EXPECT_EQ(event.kind,
              event.generation == 0 ? ReplacementKind::initial : ReplacementKind::child);
    EXPECT_EQ(event.cell, -1);
    EXPECT_EQ(present.erase(event.replaced), event.replaced.is_none() ? 0u : 1u);
    EXPECT_TRUE(present.insert(event.child).second);
  }
  const auto members = island_.algorithm->members();
  const auto size = static_cast<std::size_t>(common_options(options_).population);
  ASSERT_EQ(present.size(), size);
  for (std::size_t k = 0; k < members.size(); ++k) {
    EXPECT_EQ(present.contains(members[k].individual->id), k < size);
    EXPECT_TRUE(born.contains(members[k].individual->id));
  }
}

TEST_P(PopulationAlgorithms, HaveNoTwins) {
  advance(island_, problem_, 0, 20, 20);
  std::set<std::vector<double>> seen;
  for (const Member& member : island_.algorithm->members())
    EXPECT_TRUE(seen.insert(std::get<RealVector>(member.individual->genome).values).second);
}

INSTANTIATE_TEST_SUITE_P(Variants, PopulationAlgorithms, testing::Range(std::size_t{0}, 6ul));

Island run(const AlgorithmOptions& options, std::string_view function, std::uint64_t generations,
           std::int64_t variables = -1) {
  const auto problem =
      std::make_shared<BenchmarkProblem>(benchmark_named(function, variables), false);
  Island island = start(*problem, options, 7);
  advance(island, *problem, 0, generations, generations);
  return island;
}

TEST(Nsga2, DropsDuplicatesOnlyWhenAsked) {
  BenchmarkOptions still = benchmark_named("zdt1", 2);
  still.genome.mutated_variables = 0.0;
  still.genome.crossover = RealVectorOptions::Crossover::none;
  const BenchmarkProblem problem(still, false);
  AlgorithmOptions options = algorithm_named("nsga2");
  options.as<Nsga2Options>().common.population = 8;
  Island strict = start(problem, options, 1);
  advance(strict, problem, 0, 2, 2);
  EXPECT_TRUE(strict.algorithm->ask({2, 1.0}).empty());  // every child is a copy
  EXPECT_EQ(strict.algorithm->members().size(), 8u);
  options.as<Nsga2Options>().common.drop_duplicates = false;
  Island lax = start(problem, options, 1);
  advance(lax, problem, 0, 1, 2);
  EXPECT_EQ(lax.algorithm->ask({1, 1.0}).size(), 8u);
}

TEST(Nsga2, KeepsAsManyParentsAsItIsTold) {
  for (const std::int64_t elites : {0, 5}) {
    AlgorithmOptions options = algorithm_named("nsga2");
    options.as<Nsga2Options>().common.population = 20;
    options.as<Nsga2Options>().common.elites = elites;
    const Island island = run(options, "zdt1", 15);
    std::int64_t older = 0;
    for (const Member& member : island.algorithm->members())
      older += member.individual->generation < 14;
    EXPECT_LE(older, elites);
    EXPECT_EQ(island.algorithm->members().size(), 20u);
  }
}

TEST(Nsga2, OneEliteStaysAndChildrenTakeAllOtherPlaces) {
  const BenchmarkProblem problem(benchmark_named("zdt1"), false);
  AlgorithmOptions options = algorithm_named("nsga2");
  options.as<Nsga2Options>().common.population = 20;
  options.as<Nsga2Options>().common.elites = 1;
  options.as<Nsga2Options>().common.children = 19;
  options.as<Nsga2Options>().common.siblings = 1;
  Island island = start(problem, options, 3);
  std::set<std::pair<IndividualId, IndividualId>> couples;
  for (std::uint64_t generation = 0; generation < 12; ++generation) {
    const auto before = ids(*island.algorithm);
    EXPECT_EQ(options->children(generation), island.algorithm->ask({generation, 0.0}).size());
    advance(island, problem, generation, generation + 1, 12);
    const auto members = island.algorithm->members();
    ASSERT_EQ(members.size(), 20u);
    std::size_t stayed = 0;
    couples.clear();
    for (const Member& member : members) {
      stayed += member.individual->generation < generation;
      if (member.individual->generation == generation)
        couples.emplace(member.individual->parent_a, member.individual->parent_b);
    }
    EXPECT_EQ(stayed, generation == 0 ? 0u : 1u);
  }
  EXPECT_GT(couples.size(), 12u);  // pairs of siblings would make ten
}

TEST(Nsga2, AnUnboundedArchiveHoldsEveryNonDominatedSolutionEverFound) {
  const BenchmarkProblem problem(benchmark_named("dtlz2"), false);
  AlgorithmOptions options = algorithm_named("nsga2");
  options.as<Nsga2Options>().common.population = 12;
  options.as<Nsga2Options>().common.archive = PopulationOptions::unbounded;
  Island island = start(problem, options, 3);
  Matrix all;
  for (std::uint64_t generation = 0; generation < 30; ++generation) {
    const Moment moment{generation, 0.0};
    auto children = island.algorithm->ask(moment);
    std::vector<const Genome*> genomes;
    for (const Child& child : children) genomes.push_back(&child.genome);
    const Evaluation evaluation = problem.evaluate(genomes);
    for (std::size_t k = 0; k < genomes.size(); ++k) all.append_row(evaluation.fitness.row(k));
    island.algorithm->tell(moment, std::move(children), evaluation, island.events);
  }
  std::set<std::vector<double>> expected, found;
  for (const std::uint32_t row : non_dominated(all))
    expected.emplace(all.row(row).begin(), all.row(row).end());
  const auto members = island.algorithm->members();
  for (const Member& member : members) found.insert(member.individual->fitness);
  EXPECT_GT(expected.size(), 30u);
  for (const auto& fitness : expected) EXPECT_TRUE(found.contains(fitness));
  options.as<Nsga2Options>().common.archive = 10;
  EXPECT_LE(run(options, "dtlz2", 30).algorithm->members().size(), 22u);
}

TEST(Nsga2, FindsTheFrontBehindConstraints) {
  AlgorithmOptions options = algorithm_named("nsga2");
  const Island island = run(options, "constr", 100);
  double least = 1.0;
  for (const Member& member : island.algorithm->members()) {
    EXPECT_EQ(member.individual->violation, 0.0);
    const double x1 = -member.individual->fitness[0], f2 = -member.individual->fitness[1];
    EXPECT_LT(f2, (1.0 + std::max(0.0, 6.0 - 9.0 * x1)) / x1 + 0.3);
    least = std::min(least, x1);
  }
  EXPECT_NEAR(least, 7.0 / 18.0, 0.01);
}

std::vector<Migrant> arriving(const std::vector<IndividualPointer>& individuals) {
  std::vector<Migrant> migrants;
  for (const IndividualPointer& individual : individuals) migrants.push_back({individual, -1});
  return migrants;
}

TEST(Nsga2, MigrantsCompeteForPlaces) {
  const BenchmarkProblem problem(benchmark_named("zdt1"), false);
  AlgorithmOptions options = algorithm_named("nsga2");
  options.as<Nsga2Options>().common.population = 20;
  Island young = start(problem, options, 1), old = start(problem, options, 2);
  old.context.random.island = 1;
  old.algorithm = options->make(old.context);
  advance(young, problem, 0, 2, 200);
  advance(old, problem, 0, 150, 200);
  RandomStream rng = RandomSource{1}.stream(Purpose::migration);
  const auto good = choose_emigrants(old.algorithm->members(), EmigrantChoice::best, 3,
                                     *old.context.normalisation, rng);
  ASSERT_EQ(good.size(), 3u);
  young.events = {};
  EXPECT_EQ(
      young.algorithm->receive({1, 0.0}, arriving(good), MigrantAcceptance::vote, young.events),
      (std::vector<std::uint32_t>{1, 1, 1}));
  ASSERT_EQ(young.events.replacements.size(), 3u);
  EXPECT_EQ(young.events.replacements[0].kind, ReplacementKind::migrant);
  EXPECT_TRUE(young.events.births.empty());  // they were born elsewhere
  EXPECT_EQ(
      young.algorithm->receive({1, 0.0}, arriving(good), MigrantAcceptance::vote, young.events),
      (std::vector<std::uint32_t>{0, 0, 0}));  // they are here already
  Island stranger = start(problem, options, 9);
  stranger.context.random.island = 2;
  stranger.algorithm = options->make(stranger.context);
  advance(stranger, problem, 0, 1, 200);
  const auto bad = choose_emigrants(stranger.algorithm->members(), EmigrantChoice::random, 3,
                                    *stranger.context.normalisation, rng);
  EXPECT_EQ(old.algorithm->receive({150, 0.5}, arriving(bad), MigrantAcceptance::vote, old.events),
            (std::vector<std::uint32_t>{0, 0, 0}));
  EXPECT_EQ(young.algorithm->members().size(), 20u);

  young.algorithm->release(std::vector{good[0]->id, good[2]->id});
  EXPECT_EQ(young.algorithm->members().size(), 18u);
  advance(young, problem, 2, 3, 200);
  EXPECT_EQ(young.algorithm->members().size(), 20u);  // children fill the places
}

TEST(Omni, WithoutVariableCrowdingAndSlackIsNsga2) {
  AlgorithmOptions nsga2 = algorithm_named("nsga2"), omni = algorithm_named("omni");
  omni.as<OmniOptions>().variable_crowding = false;
  omni.as<OmniOptions>().delta = 0.0;
  omni.as<OmniOptions>().mating = OmniOptions::Mating::random;
  omni.as<OmniOptions>().tournament = Tournament::rank;
  for (const char* function : {"zdt1", "dtlz2"})
    EXPECT_EQ(ids(*run(nsga2, function, 20).algorithm), ids(*run(omni, function, 20).algorithm));
}

TEST(Omni, EveryOptionMatters) {
  const AlgorithmOptions standard = algorithm_named("omni");
  const auto outcome = [](const AlgorithmOptions& options) {
    return ids(*run(options, "omni_test", 15, 2).algorithm);
  };
  const auto expected = outcome(standard);
  AlgorithmOptions options = standard;
  options.as<OmniOptions>().delta = 0.1;
  EXPECT_NE(outcome(options), expected);
  options.as<OmniOptions>().delta = Schedule(0.001, 0.1, Schedule::Shape::linear);
  EXPECT_NE(outcome(options), expected);
  options = standard;
  options.as<OmniOptions>().objective_crowding = false;
  EXPECT_NE(outcome(options), expected);
  options = standard;
  options.as<OmniOptions>().variable_crowding = false;
  EXPECT_NE(outcome(options), expected);
  options = standard;
  options.as<OmniOptions>().mating = OmniOptions::Mating::random;
  EXPECT_NE(outcome(options), expected);
  options = standard;
  options.as<OmniOptions>().tournament = Tournament::rank;
  EXPECT_NE(outcome(options), expected);
  options = standard;
  options.as<OmniOptions>().variable_space = OmniOptions::VariableSpace::genotype;
  EXPECT_NE(outcome(options), expected);
}

TEST(Omni, RefusesContradictions) {
  const BenchmarkProblem problem(benchmark_named("zdt1"), false);
  AlgorithmOptions options = algorithm_named("omni");
  options.as<OmniOptions>().common.tournament_size = 3;
  EXPECT_THROW(start(problem, options, 1), UserError);
  options.as<OmniOptions>().mating = OmniOptions::Mating::random;
  EXPECT_NO_THROW(start(problem, options, 1));
  options.as<OmniOptions>().objective_crowding = options.as<OmniOptions>().variable_crowding =
      false;
  EXPECT_THROW(start(problem, options, 1), UserError);
}

TEST(Registry, SaysWhoNeedsPlaces) {
  AlgorithmOptions options = algorithm_named("omni");
  EXPECT_TRUE(options->needs_descriptors());
  options.as<OmniOptions>().variable_crowding = false;
  EXPECT_TRUE(options->needs_descriptors());
  options.as<OmniOptions>().mating = OmniOptions::Mating::random;
  EXPECT_FALSE(options->needs_descriptors());
  EXPECT_FALSE(algorithm_named("nsga2")->needs_descriptors());
  options = algorithm_named("omni");
  options.as<OmniOptions>().variable_space = OmniOptions::VariableSpace::genotype;
  EXPECT_FALSE(options->needs_descriptors());
}

}  // namespace
}  // namespace moai
