// If these fail, a genome of reals, integers, categories and bits is drawn or varied wrongly.
#include "genome/mixed/mixed_space.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "genome/real_vector/real_vector_space.h"
#include "support/error.h"

namespace moai {
namespace {

VariableOptions block(VariableKind kind, std::int64_t count, double low = 0.0, double high = 1.0) {
  VariableOptions options;
  options.kind = kind;
  options.count = count;
  options.minimum = {low};
  options.maximum = {high};
  return options;
}

VariablesOptions mixture() {
  VariableOptions material = block(VariableKind::categorical, 2);
  material.choices = {"steel", "aluminium", "carbon"};
  return {{block(VariableKind::real, 3, -2.0, 2.0), block(VariableKind::integer, 3, 2.0, 5.0),
           material, block(VariableKind::binary, 6)}};
}

const RandomSource source{7, 0, 0};

RandomStream stream(std::uint64_t index) {
  return source.stream(Purpose::mutation, 1, index);
}

TEST(MixedSpace, IsARealVectorSpaceWhereAllVariablesAreReal) {
  const MixedSpace mixed(VariablesOptions{{block(VariableKind::real, 5, -1.0, 3.0)}});
  const RealVectorSpace real({{std::vector(5, -1.0), std::vector(5, 3.0)}});
  const auto a = mixed.initial(10, source, 0, 0), b = real.initial(10, source, 0, 0);
  EXPECT_EQ(a, b);
  auto rng = stream(0), other = stream(0);
  EXPECT_EQ(mixed.crossed(a[0], a[1], {}, rng), real.crossed(a[0], a[1], {}, other));
  for (int k = 0; k < 20; ++k)
    EXPECT_EQ(mixed.mutated(a[2], {}, rng), real.mutated(a[2], {}, other));
  EXPECT_EQ(mixed.distance(a[0], a[1]), real.distance(a[0], a[1]));
}

TEST(MixedSpace, EveryGenomeIsOneOfItsOwn) {
  const MixedSpace space(mixture());
  auto genomes = space.initial(50, source, 0, 0);
  for (std::size_t k = 0; k + 1 < genomes.size(); k += 2) {
    auto rng = stream(k);
    auto [a, b] = space.crossed(genomes[k], genomes[k + 1], {}, rng);
    for (int round = 0; round < 20; ++round) a = space.mutated(a, {}, rng);
    EXPECT_EQ(space.defect(genomes[k]), "");
    EXPECT_EQ(space.defect(a), "");
    EXPECT_EQ(space.defect(b), "");
  }
}

TEST(MixedSpace, IntegersAndCategoriesAreDrawnEvenly) {
  const MixedSpace space(VariablesOptions{{block(VariableKind::integer, 1, 2.0, 5.0)}});
  std::map<double, int> seen;
  for (const Genome& genome : space.initial(4000, source, 0, 0))
    ++seen[std::get<RealVector>(genome).values[0]];
  ASSERT_EQ(seen.size(), 4u);
  for (const auto& [value, times] : seen) EXPECT_NEAR(times, 1000, 120) << value;
}

TEST(MixedSpace, AMutationMovesAnIntegerByOneAtLeast) {
  VariableOptions integer = block(VariableKind::integer, 1, 0.0, 9.0);
  integer.numeric.mutation_index = Schedule(1000.0);  // steps far below a half
  const MixedSpace space(VariablesOptions{{integer}});
  for (const double start : {0.0, 4.0, 9.0}) {
    auto rng = stream(3);
    for (int k = 0; k < 50; ++k) {
      const Genome child = space.mutated(RealVector{{start}}, {}, rng);
      EXPECT_EQ(std::abs(std::get<RealVector>(child).values[0] - start), 1.0);
    }
  }
}

TEST(MixedSpace, AMutatedCategoryIsAnotherOneAndABitFlips) {
  VariablesOptions options = mixture();
  options.blocks.erase(options.blocks.begin(), options.blocks.begin() + 2);
  for (VariableOptions& one : options.blocks) one.discrete.mutated_variables = Schedule(8.0);
  const MixedSpace space(options);
  auto rng = stream(5);
  std::map<double, int> to;
  for (int k = 0; k < 300; ++k) {
    const Genome genome = space.mutated(RealVector{{1, 0, 1, 0, 1, 0, 1, 0}}, {}, rng);
    const auto& child = std::get<RealVector>(genome).values;
    ++to[child[0]];
    EXPECT_EQ(std::vector<double>(child.begin() + 2, child.end()),
              (std::vector<double>{0, 1, 0, 1, 0, 1}));
  }
  EXPECT_EQ(to.size(), 2u);
  EXPECT_NEAR(to[0.0], 150, 40);
}

TEST(MixedSpace, OnePointCrossoverSwapsATail) {
  VariableOptions bits = block(VariableKind::binary, 16);
  bits.discrete.crossover = DiscreteOptions::Crossover::one_point;
  bits.discrete.crossover_probability = Schedule(1.0);
  const MixedSpace space(VariablesOptions{{bits}});
  auto rng = stream(9);
  for (int k = 0; k < 50; ++k) {
    const auto [a, b] =
        space.crossed(RealVector{std::vector(16, 0.0)}, RealVector{std::vector(16, 1.0)}, {}, rng);
    const auto &x = std::get<RealVector>(a).values, &y = std::get<RealVector>(b).values;
    EXPECT_TRUE(std::is_sorted(x.begin(), x.end()));
    EXPECT_EQ(x.front(), 0.0);
    EXPECT_EQ(x.back(), 1.0);
    for (std::size_t i = 0; i < 16; ++i) EXPECT_EQ(x[i] + y[i], 1.0);
  }
}

TEST(MixedSpace, UniformCrossoverTakesEachBitFromEitherParent) {
  VariableOptions bits = block(VariableKind::binary, 2000);
  bits.discrete.crossover_probability = Schedule(1.0);
  const MixedSpace space(VariablesOptions{{bits}});
  auto rng = stream(11);
  const auto [a, b] = space.crossed(RealVector{std::vector(2000, 0.0)},
                                    RealVector{std::vector(2000, 1.0)}, {}, rng);
  double sum = 0.0;
  for (const double bit : std::get<RealVector>(a).values) sum += bit;
  EXPECT_NEAR(sum, 1000, 100);
}

TEST(MixedSpace, DistanceOfCategoriesIsOneWhateverTheirNumbers) {
  VariableOptions material = block(VariableKind::categorical, 1);
  material.choices = {"a", "b", "c"};
  const MixedSpace space(VariablesOptions{{material}});
  EXPECT_EQ(space.distance(RealVector{{0}}, RealVector{{2}}), 1.0);
  EXPECT_EQ(space.distance(RealVector{{0}}, RealVector{{1}}), 1.0);
  EXPECT_EQ(space.distance(RealVector{{1}}, RealVector{{1}}), 0.0);
}

TEST(MixedSpace, TellsWhatIsWrongWithAGenomeOrItsOptions) {
  const MixedSpace space(mixture());
  Genome genome = space.initial(1, source, 0, 0)[0];
  std::get<RealVector>(genome).values[4] = 2.5;
  EXPECT_NE(space.defect(genome).find("whole number"), std::string::npos);
  EXPECT_THROW(MixedSpace(VariablesOptions{}), UserError);
  EXPECT_THROW(MixedSpace(VariablesOptions{{block(VariableKind::integer, 1, 0.5, 2.0)}}),
               UserError);
  EXPECT_THROW(MixedSpace(VariablesOptions{{block(VariableKind::real, 1, 2.0, 1.0)}}), UserError);
  EXPECT_THROW(MixedSpace(VariablesOptions{{block(VariableKind::categorical, 1)}}), UserError);
}

}  // namespace
}  // namespace moai
