// If these fail, evolution makes networks that cannot be drawn or stored, or varies them at other
// rates than the experiment says.
#include "genome/cppn/cppn_space.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "genome/cppn/activation.h"
#include "genome/cppn/cppn_graph.h"
#include "genome/cppn/cppn_mutation.h"
#include "support/error.h"

namespace moai {
namespace {

const RandomSource source{7, 1, 2};

CppnGenome random_genome(const CppnSpace& space, std::uint64_t index = 0) {
  return std::get<CppnGenome>(space.initial(1, source, 0, index).front());
}

std::string fault(const CppnSpace& space, const Genome& genome) {
  return space.defect(genome);
}

TEST(CppnSpace, KnowsNetworksThatAreNotItsOwn) {
  const CppnSpace space(CppnOptions{});
  CppnGenome network = std::get<CppnGenome>(space.initial(1, source, 0, 0).front());
  EXPECT_EQ(space.defect(network), "");
  network.nodes.pop_back();
  EXPECT_NE(space.defect(network), "");
  EXPECT_EQ(space.defect(RealVector{{1.0}}), "it is no network");
}

TEST(CppnSpace, StartsFullyConnectedWithTheGivenDistributions) {
  const CppnSpace space(CppnOptions{});
  const auto genomes = space.initial(300, source, 0, 0);
  double enabled = 0, total = 0, squares = 0;
  std::vector<int> drawn(activation_words.names().size(), 0);
  for (const Genome& genome : genomes) {
    const auto& network = std::get<CppnGenome>(genome);
    ASSERT_EQ(fault(space, genome), "");
    ASSERT_EQ(network.nodes.size(), 3u + 3 + 8);
    ASSERT_EQ(network.connections.size(), 3u * 8 + 3 * 3 + 8 * 3);
    for (const auto& c : network.connections) {
      enabled += c.enabled;
      squares += static_cast<double>(c.weight) * c.weight;
      ++total;
    }
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
      const auto activation = network.nodes[i].activation;
      if (i >= 3 && i < 6)
        EXPECT_EQ(activation, Activation::identity);
      else
        ++drawn[static_cast<std::size_t>(activation)];
    }
  }
  EXPECT_NEAR(enabled / total, 0.85, 0.015);
  EXPECT_NEAR(squares / total, 4.0, 0.15);
  for (std::size_t a = 0; a < drawn.size(); ++a)
    EXPECT_NEAR(drawn[a], a < 5 ? 300 * 11 / 5 : 0, a < 5 ? 90 : 0) << activation_words.names()[a];
}

TEST(CppnSpace, ActivationsOfInputsAndOutputsAreDrawnOrStartAsIdentity) {
  for (const auto of_inputs :
       {CppnActivations::identity, CppnActivations::identity_first, CppnActivations::drawn})
    for (const auto of_outputs : {CppnActivations::identity, CppnActivations::drawn}) {
      CppnOptions options;
      options.activations = {"sin_pi", "sharp_gaussian"};
      options.input_activations = of_inputs;
      options.output_activations = of_outputs;
      options.mutation.activation = 1.0;
      const CppnSpace space(options);
      const CppnGenome genome = random_genome(space);
      RandomStream rng = source.stream(Purpose::mutation);
      const auto child = std::get<CppnGenome>(space.mutated(genome, {IndividualId(0, 1, 0)}, rng));
      for (std::size_t n = 0; n < 6; ++n) {
        const CppnActivations rule = n < 3 ? of_inputs : of_outputs;
        EXPECT_EQ(genome.nodes[n].activation == Activation::identity,
                  rule != CppnActivations::drawn);
        EXPECT_EQ(child.nodes[n].activation == Activation::identity,
                  rule == CppnActivations::identity);
      }
    }
}

TEST(CppnSpace, InitialWeightsMayBeUniform) {
  CppnOptions options;
  options.initial.weight_distribution = WeightDistribution::uniform;
  options.initial.weight_range = 1.5;
  double squares = 0.0, total = 0.0;
  for (const Genome& genome : CppnSpace(options).initial(300, source, 0, 0))
    for (const CppnConnection& c : std::get<CppnGenome>(genome).connections) {
      ASSERT_LE(std::abs(c.weight), 1.5f);
      squares += static_cast<double>(c.weight) * c.weight;
      ++total;
    }
  EXPECT_NEAR(squares / total, 1.5 * 1.5 / 3.0, 0.01);
}

TEST(CppnSpace, RandomNetworksOfATrialShareWhatTheOptionsSay) {
  for (const CppnShared shared :
       {CppnShared::nothing, CppnShared::weights, CppnShared::connections, CppnShared::networks}) {
    CppnOptions options;
    options.initial.shared = shared;
    options.initial.connection_probability = 0.5;
    options.output_activations = CppnActivations::drawn;
    const CppnSpace space(options);
    const auto network = [&](const RandomSource& from, std::uint64_t generation) {
      return std::get<CppnGenome>(space.initial(1, from, generation, 5).front());
    };
    const CppnGenome first = network(source, 0);
    RandomSource other_island = source, other_trial = source;
    ++other_island.island;
    ++other_trial.trial;
    const auto same = [&](const CppnGenome& other, auto field) {
      return std::ranges::equal(first.connections, other.connections, {}, field, field);
    };
    const CppnGenome later = network(source, 3), elsewhere = network(other_island, 0);
    for (const CppnGenome& other : {later, elsewhere}) {
      EXPECT_EQ(same(other, &CppnConnection::weight), shared >= CppnShared::weights);
      EXPECT_EQ(same(other, &CppnConnection::enabled), shared >= CppnShared::connections);
      EXPECT_EQ(first == other, shared == CppnShared::networks);
    }
    EXPECT_FALSE(same(network(other_trial, 0), &CppnConnection::weight));
  }
}

TEST(CppnSpace, GenomeDependsOnItsIndexAlone) {
  const CppnSpace space(CppnOptions{});
  const auto all = space.initial(6, source, 4, 10);
  const auto later = space.initial(2, source, 4, 13);
  EXPECT_TRUE(space.same(all[3], later[0]));
  EXPECT_TRUE(space.same(all[4], later[1]));
  EXPECT_FALSE(space.same(all[3], all[4]));
}

TEST(CppnSpace, ThousandsOfMutationsKeepNetworksValid) {
  CppnOptions options;
  options.radial_distance = true;
  options.fourier_features = 4;
  options.activations = {"sin", "cos", "gaussian", "identity", "sigmoid", "softplus", "tanh"};
  options.mutation.add_node = 0.5;
  options.mutation.add_connection = 0.8;
  options.mutation.remove_node = 0.2;
  const CppnSpace space(options);
  std::size_t largest = 0;
  for (std::uint32_t walk = 0; walk < 10; ++walk) {
    Genome genome = random_genome(space, walk);
    for (std::uint64_t step = 0; step < 400; ++step) {
      RandomStream rng = source.stream(Purpose::mutation, step, walk);
      genome = space.mutated(genome, {IndividualId(walk, step, 0), 0.5}, rng);
      ASSERT_EQ(fault(space, genome), "") << "walk " << walk << ", step " << step;
      ASSERT_NO_THROW(live_graph(std::get<CppnGenome>(genome), cppn_inputs(options), 3));
    }
    largest = std::max(largest, std::get<CppnGenome>(genome).nodes.size());
  }
  EXPECT_GT(largest, 60u);  // otherwise the walks showed little
}

TEST(CppnSpace, SchedulesAreFollowed) {
  CppnOptions options;
  options.mutation.add_node = Schedule(0.0, 1.0, Schedule::Shape::linear);
  options.mutation.remove_node = 0.0;
  const CppnSpace space(options);
  const Genome parent = random_genome(space);
  RandomStream rng = source.stream(Purpose::mutation);
  for (int i = 0; i < 20; ++i) {
    const auto early = space.mutated(parent, {IndividualId(0, 1, 0), 0.0}, rng);
    const auto late = space.mutated(parent, {IndividualId(0, 1, 0), 1.0}, rng);
    EXPECT_EQ(std::get<CppnGenome>(early).nodes.size(), 14u);
    EXPECT_EQ(std::get<CppnGenome>(late).nodes.size(), 15u);
  }
}

TEST(CppnSpace, RoundsOfOneChildMakeDistinctNodes) {
  CppnOptions options;
  options.mutation.add_node = 1.0;
  options.mutation.remove_node = 0.0;
  options.mutation.rounds = 25;
  const CppnSpace space(options);
  RandomStream rng = source.stream(Purpose::mutation);
  const Genome child = space.mutated(random_genome(space), {IndividualId(3, 9, 1), 0.0}, rng);
  EXPECT_EQ(std::get<CppnGenome>(child).nodes.size(), 14u + 25);
  EXPECT_EQ(fault(space, child), "");
}

TEST(CppnSpace, CrossoverDealsOutMatchingGenes) {
  CppnOptions options;
  options.crossover = CppnCrossover::gene_identity;
  options.mutation.add_node = 1.0;
  const CppnSpace space(options);
  RandomStream rng = source.stream(Purpose::crossover);
  const Genome a = space.mutated(random_genome(space, 0), {IndividualId(0, 1, 0), 0.0}, rng);
  const Genome b = space.mutated(random_genome(space, 1), {IndividualId(0, 1, 1), 0.0}, rng);
  const auto [first, second] = space.crossed(a, b, {IndividualId(0, 2, 0), 0.0}, rng);
  EXPECT_EQ(fault(space, first), "");
  EXPECT_EQ(fault(space, second), "");
  const auto& ga = std::get<CppnGenome>(a);
  const auto& gb = std::get<CppnGenome>(b);
  const auto& gc = std::get<CppnGenome>(first);
  ASSERT_EQ(gc.connections.size(), ga.connections.size());
  std::size_t from_a = 0, from_b = 0;
  for (std::size_t c = 0; c < gc.connections.size(); ++c) {
    EXPECT_EQ(gc.connections[c].source, ga.connections[c].source);
    EXPECT_EQ(gc.connections[c].target, ga.connections[c].target);
    if (gc.connections[c] == ga.connections[c]) {
      ++from_a;
    } else {
      const auto& of_b = gb.connections;
      EXPECT_NE(std::find(of_b.begin(), of_b.end(), gc.connections[c]), of_b.end());
      ++from_b;
    }
  }
  EXPECT_GT(from_a, 10u);
  EXPECT_GT(from_b, 10u);
}

TEST(CppnSpace, WithoutCrossoverChildrenAreCopies) {
  const CppnSpace space(CppnOptions{});
  RandomStream rng = source.stream(Purpose::crossover);
  const Genome a = random_genome(space, 0), b = random_genome(space, 1);
  const auto [first, second] = space.crossed(a, b, {}, rng);
  EXPECT_TRUE(space.same(first, a));
  EXPECT_TRUE(space.same(second, b));
}

TEST(CompatibilityDistance, CountsDisjointGenesAndWeights) {
  CppnGenome a, b;
  a.connections = {{0, 3, 1.0f, true}, {1, 3, 2.0f, true}};
  b.connections = {{0, 3, 1.5f, true}, {1, 4, 2.0f, true}, {2, 3, 0.0f, false}};
  // One matches (difference 0.5); of the others one is a's, two are b's; b is the larger, 3.
  EXPECT_DOUBLE_EQ(compatibility_distance(a, b), 1.0 * 3 / 3 + 0.4 * 0.5);
  EXPECT_DOUBLE_EQ(compatibility_distance(b, a), compatibility_distance(a, b));
  EXPECT_DOUBLE_EQ(compatibility_distance(a, a), 0.0);
  EXPECT_DOUBLE_EQ(compatibility_distance({}, {}), 0.0);
}

TEST(CppnOptions, RefusesWhatCannotBeDrawn) {
  CppnOptions none, unknown, odd;
  none.activations = {};
  unknown.activations = {"sin", "gausian"};
  odd.fourier_features = 3;
  EXPECT_THROW(CppnSpace{none}, UserError);
  EXPECT_THROW(CppnSpace{odd}, UserError);
  try {
    CppnSpace{unknown};
    FAIL();
  } catch (const UserError& error) {
    EXPECT_NE(std::string(error.what()).find("Did you mean 'gaussian'?"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace moai
