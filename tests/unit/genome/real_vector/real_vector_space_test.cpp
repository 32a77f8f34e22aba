// If these fail, initial designs do not fill the box, blocks mix up their bounds or operators, a
// schedule is ignored, or a genome depends on the other genomes of its generation.

#include "genome/real_vector/real_vector_space.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "genome/genome_key.h"

namespace moai {
namespace {

const std::vector<double>& values(const Genome& genome) {
  return std::get<RealVector>(genome).values;
}

RealVectorBlock block(std::size_t n, double lower, double upper, RealVectorOptions options = {}) {
  return {std::vector<double>(n, lower), std::vector<double>(n, upper), options};
}

TEST(RealVectorSpace, KnowsVectorsThatAreNotItsOwn) {
  const RealVectorSpace space({block(2, -5.0, 5.0)});
  EXPECT_EQ(space.defect(RealVector{{1.0, 2.0}}), "");
  EXPECT_EQ(space.defect(RealVector{{1.0}}), "1 variables instead of 2");
  EXPECT_EQ(space.defect(RealVector{{1.0, std::nan("")}}), "variable 1 is not finite");
  EXPECT_EQ(space.defect(CppnGenome{}), "it is no real vector");
}

TEST(RealVectorSpace, LatinHypercubePutsOnePointInEveryStratum) {
  const RealVectorSpace space(
      {block(3, -5.0, 5.0, {.initial = RealVectorOptions::Initial::latin_hypercube})});
  const auto genomes = space.initial(40, RandomSource{3}, 0, 0);
  std::vector<std::vector<int>> orders;
  for (std::size_t i = 0; i < 3; ++i) {
    std::vector<int> strata;
    for (const Genome& genome : genomes)
      strata.push_back(static_cast<int>((values(genome)[i] + 5.0) / 10.0 * 40.0));
    orders.push_back(strata);
    std::sort(strata.begin(), strata.end());
    std::vector<int> expected(40);
    std::iota(expected.begin(), expected.end(), 0);
    EXPECT_EQ(strata, expected);
  }
  EXPECT_NE(orders[0], orders[1]);  // the order is another for each variable
}

TEST(RealVectorSpace, UniformGenomesDoNotDependOnTheirBatch) {
  const RealVectorSpace space({block(4, 0.0, 1.0)});
  const RandomSource source{11, 2, 1};
  const auto all = space.initial(10, source, 0, 0);
  const auto last = space.initial(3, source, 0, 7);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_EQ(all[7 + k], last[k]);
  EXPECT_NE(all[0], all[1]);
  EXPECT_NE(all[0], space.initial(1, {11, 3, 1}, 0, 0)[0]);
}

TEST(RealVectorSpace, BlocksKeepTheirOwnBoundsAndOperators) {
  RealVectorOptions still{.crossover = RealVectorOptions::Crossover::none};
  still.mutated_variables = 0.0;
  RealVectorOptions lively{.crossover = RealVectorOptions::Crossover::arithmetic,
                           .mutation = RealVectorOptions::Mutation::gaussian};
  lively.crossover_probability = 1.0;
  lively.mutated_variables = 5.0;
  const RealVectorSpace space({block(4, -2.0, -1.0, still), block(5, 10.0, 20.0, lively)});
  const auto parents = space.initial(2, RandomSource{5}, 0, 0);
  RandomStream rng = RandomSource{5}.stream(Purpose::crossover);
  auto [a, b] = space.crossed(parents[0], parents[1], {}, rng);
  for (std::size_t i = 0; i < 9; ++i) {
    const double x = values(parents[0])[i], y = values(parents[1])[i];
    EXPECT_NEAR(values(a)[i] + values(b)[i], x + y, 1e-12);
    if (i < 4)
      EXPECT_EQ(values(a)[i], x);
    else
      EXPECT_NE(values(a)[i], x);
  }
  const Genome mutant = space.mutated(a, {}, rng);
  for (std::size_t i = 0; i < 9; ++i) {
    if (i < 4)
      EXPECT_EQ(values(mutant)[i], values(a)[i]);
    else
      EXPECT_NE(values(mutant)[i], values(a)[i]);
    EXPECT_GE(values(mutant)[i], i < 4 ? -2.0 : 10.0);
    EXPECT_LE(values(mutant)[i], i < 4 ? -1.0 : 20.0);
  }
}

TEST(RealVectorSpace, CrossesHalfOfTheVariablesAndMutatesOneOnAverage) {
  const RealVectorSpace space({block(30, 0.0, 1.0)});
  const RandomSource source{9};
  const auto parents = space.initial(2, source, 0, 0);
  int crossings = 0, crossed = 0, swapped = 0, mutated = 0;
  constexpr int rounds = 4000;
  for (int k = 0; k < rounds; ++k) {
    RandomStream rng = source.stream(Purpose::crossover, 0, k);
    const auto [a, b] = space.crossed(parents[0], parents[1], {}, rng);
    int changed = 0;
    for (std::size_t i = 0; i < 30; ++i) {
      const double x = values(parents[0])[i], y = values(parents[1])[i];
      changed += values(a)[i] != x;
      swapped += std::abs(values(a)[i] - x) > std::abs(values(a)[i] - y);
    }
    crossed += changed;
    crossings += changed > 0;
    const Genome mutant = space.mutated(parents[0], {}, rng);
    for (std::size_t i = 0; i < 30; ++i) mutated += values(mutant)[i] != values(parents[0])[i];
  }
  EXPECT_NEAR(crossings / double(rounds), 0.9, 0.02);
  EXPECT_NEAR(crossed / double(rounds), 0.9 * 15, 0.2);
  EXPECT_NEAR(swapped / double(rounds), 0.9 * 7.5, 0.2);
  EXPECT_NEAR(mutated / double(rounds), 1.0, 0.05);
}

TEST(RealVectorSpace, SchedulesFollowTheProgress) {
  RealVectorOptions options{.crossover = RealVectorOptions::Crossover::none};
  options.mutated_variables = 50.0;
  options.mutation_index = Schedule(20.0, 1000.0, Schedule::Shape::linear);
  const RealVectorSpace space({block(50, 0.0, 1.0, options)});
  const Genome parent = RealVector{std::vector<double>(50, 0.5)};
  const auto step = [&](double progress) {
    RandomStream rng = RandomSource{1}.stream(Purpose::mutation);
    double sum = 0.0;
    const Genome mutant = space.mutated(parent, {{}, progress}, rng);
    for (const double x : values(mutant)) sum += std::abs(x - 0.5);
    return sum / 50.0;
  };
  EXPECT_GT(step(0.0), 10.0 * step(1.0));
}

TEST(RealVectorSpace, WeightedCrossoverMixesByTheGivenWeight) {
  RealVectorOptions options{.crossover = RealVectorOptions::Crossover::weighted};
  options.crossover_probability = 1.0;
  options.crossover_weight = 0.25;
  const RealVectorSpace space({block(2, -10.0, 10.0, options)});
  RandomStream rng = RandomSource{1}.stream(Purpose::crossover);
  const auto [a, b] = space.crossed(RealVector{{8.0, -4.0}}, RealVector{{4.0, 4.0}}, {}, rng);
  EXPECT_EQ(values(a), (std::vector{5.0, 2.0}));
  EXPECT_EQ(values(b), (std::vector{7.0, -2.0}));
}

TEST(RealVectorSpace, UniformGaussianChangesExactlyTheShareByTheStepAndClamps) {
  RealVectorOptions options{.mutation = RealVectorOptions::Mutation::uniform_gaussian};
  options.mutation_rate = 0.3;
  options.mutation_step = 2.0;
  const RealVectorSpace space({block(1000, -1000.0, 1000.0, options), block(7, 0.0, 0.1, options)});
  const Genome parent = RealVector{std::vector<double>(1007, 0.05)};
  RandomStream rng = RandomSource{2}.stream(Purpose::mutation);
  const auto child = values(space.mutated(parent, {}, rng));
  double squares = 0.0;
  std::ptrdiff_t changed = 0;
  for (std::size_t i = 0; i < 1000; ++i) {
    changed += child[i] != 0.05;
    squares += (child[i] - 0.05) * (child[i] - 0.05);
  }
  EXPECT_EQ(changed, 300);
  EXPECT_NEAR(std::sqrt(squares / 300.0), 2.0, 0.25);  // the step, whatever the bounds
  std::ptrdiff_t clamped = 0;
  for (std::size_t i = 1000; i < 1007; ++i) {
    EXPECT_TRUE(child[i] >= 0.0 && child[i] <= 0.1);
    clamped += child[i] != 0.05;
  }
  EXPECT_EQ(clamped, 2);  // 0.3 * 7 rounded down
}

TEST(RealVectorSpace, FirstGenomesComeFromTheirOwnRange) {
  RealVectorBlock wide = block(2, -9.0, 9.0);
  wide.first_lower = {1.0, -3.0};
  wide.first_upper = {2.0, -2.0};
  const RealVectorSpace space({wide});
  for (const Genome& genome : space.initial(50, RandomSource{3}, 0, 0)) {
    EXPECT_TRUE(values(genome)[0] >= 1.0 && values(genome)[0] <= 2.0);
    EXPECT_TRUE(values(genome)[1] >= -3.0 && values(genome)[1] <= -2.0);
  }
  wide.first_upper = {2.0};
  EXPECT_THROW(RealVectorSpace({wide}), std::logic_error);
}

TEST(RealVectorSpace, RecognisesEqualGenomesAndTheirKeysAgree) {
  const RealVectorSpace space({block(3, -1.0, 1.0)});
  const Genome a = RealVector{{0.3, 1e-17, -0.2}}, b = RealVector{{0.3, 0.0, -0.2}};
  const Genome c = RealVector{{0.3, 1e-15, -0.2}}, d = RealVector{{1e-17, 0.3, -0.2}};
  EXPECT_TRUE(space.same(a, b));
  EXPECT_FALSE(space.same(a, c));
  EXPECT_NEAR(genome_key(a), genome_key(b), genome_key_tolerance(genome_key(a)));
  EXPECT_GT(std::abs(genome_key(a) - genome_key(d)), genome_key_tolerance(genome_key(a)));
}

TEST(RealVectorSpace, RefusesImpossibleBounds) {
  EXPECT_THROW(RealVectorSpace({block(2, 1.0, 0.0)}), std::logic_error);
  EXPECT_THROW(RealVectorSpace(std::vector<RealVectorBlock>{}), std::logic_error);
  EXPECT_THROW(RealVectorSpace({{{0.0}, {1.0, 1.0}, {}}}), std::logic_error);
}

}  // namespace
}  // namespace moai
