// If these fail, a step of mutation does something else than the experiment file says, or does it
// more or less often.
#include "genome/cppn/cppn_mutation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "genome/cppn/cppn_space.h"
#include "tests/support/cppn_samples.h"

namespace moai {
namespace {

constexpr std::size_t inputs = 3, fixed = 6;
const std::vector<Activation> functions = {Activation::sin, Activation::gaussian};

WeightDraw normal(double std) {
  return {WeightDistribution::normal, std};
}
WeightDraw uniform(double range) {
  return {WeightDistribution::uniform, range};
}

/// How often `happened` holds in `count` mutations of one network by one step.
double share(int count, const std::function<void(CppnMutator&)>& step,
             const std::function<bool(const CppnGenome&, const CppnGenome&)>& happened) {
  const CppnGenome parent = sample_networks(CppnOptions{}, 1, 0).front();
  RandomStream rng = RandomSource{21, 0, 0}.stream(Purpose::mutation);
  int hits = 0;
  for (int i = 0; i < count; ++i) {
    CppnGenome child = parent;
    CppnMutator mutator{child, fixed, inputs, functions, rng};
    step(mutator);
    hits += happened(parent, child);
  }
  return static_cast<double>(hits) / count;
}

TEST(CppnMutator, AddsANodeInPlaceOfAConnection) {
  CppnGenome parent = sample_networks(CppnOptions{}, 1, 0).front();
  std::vector<int> split(parent.connections.size(), 0);
  RandomStream rng = RandomSource{22, 0, 0}.stream(Purpose::mutation);
  for (std::uint64_t i = 0; i < 5700; ++i) {
    CppnGenome child = parent;
    CppnMutator{child, fixed, inputs, functions, rng}.add_node(IndividualId(0, 1, i));
    ASSERT_EQ(child.nodes.size(), parent.nodes.size() + 1);
    ASSERT_EQ(child.connections.size(), parent.connections.size() + 2);
    const std::uint64_t id = hidden_node_id(IndividualId(0, 1, i), 0);
    const CppnNode& node = child.nodes.back();  // its id is above those of the start layer
    ASSERT_EQ(node.id, id);
    ASSERT_EQ(node.bias, 0.0f);
    const auto by = [&child](auto test) {
      return *std::find_if(child.connections.begin(), child.connections.end(), test);
    };
    const CppnConnection in = by([id](const CppnConnection& c) { return c.target == id; });
    const CppnConnection out = by([id](const CppnConnection& c) { return c.source == id; });
    const auto old = std::find_if(
        parent.connections.begin(), parent.connections.end(),
        [&](const CppnConnection& c) { return c.source == in.source && c.target == out.target; });
    ASSERT_NE(old, parent.connections.end());
    ASSERT_EQ(in.weight, 1.0f);
    ASSERT_EQ(out.weight, old->weight);
    ASSERT_FALSE(by([&](const CppnConnection& c) {
                   return c.source == old->source && c.target == old->target;
                 }).enabled);
    ++split[static_cast<std::size_t>(old - parent.connections.begin())];
  }
  // 57 connections, disabled ones too, 100 times each on average.
  EXPECT_GT(*std::min_element(split.begin(), split.end()), 60);
  EXPECT_LT(*std::max_element(split.begin(), split.end()), 145);
}

TEST(CppnMutator, RemovesHiddenNodesOnly) {
  const auto step = [](CppnMutator& m) { m.remove_node(); };
  EXPECT_EQ(share(300, step,
                  [](const CppnGenome& parent, const CppnGenome& child) {
                    const bool kept = std::equal(parent.nodes.begin(), parent.nodes.begin() + fixed,
                                                 child.nodes.begin());
                    return kept && child.nodes.size() + 1 == parent.nodes.size() &&
                           child.connections.size() + 6 == parent.connections.size();
                  }),
            1.0);
}

TEST(CppnMutator, EnablesAnExistingConnectionWithTheGivenProbability) {
  // Two nodes that are connected, disabled: drawn in this order in half of the tries.
  RandomStream rng = RandomSource{23, 0, 0}.stream(Purpose::mutation);
  int enabled = 0;
  for (int i = 0; i < 4000; ++i) {
    CppnGenome genome;
    genome.nodes = {{0}, {1}};
    genome.connections = {{0, 1, 1.0f, false}};
    CppnMutator{genome, 2, 1, functions, rng}.add_connection(normal(2.0), 0.3);
    ASSERT_EQ(genome.connections.size(), 1u);
    enabled += genome.connections[0].enabled;
  }
  EXPECT_NEAR(enabled / 4000.0, 0.3, 0.03);
}

TEST(CppnMutator, AddsConnectionsOfTheGivenStrength) {
  RandomStream rng = RandomSource{24, 0, 0}.stream(Purpose::mutation);
  double squares = 0.0;
  for (int i = 0; i < 4000; ++i) {
    CppnGenome genome;
    genome.nodes = {{0}, {1}};
    CppnMutator{genome, 2, 1, functions, rng}.add_connection(normal(3.0), 0.0);
    ASSERT_EQ(genome.connections.size(), 1u);
    EXPECT_EQ(genome.connections[0].source, 0u);
    squares += std::pow(static_cast<double>(genome.connections[0].weight), 2.0);
  }
  EXPECT_NEAR(squares / 4000.0, 9.0, 0.7);
}

TEST(CppnMutator, DisablesExactlyOneEnabledConnection) {
  EXPECT_EQ(share(
                200, [](CppnMutator& m) { m.disable_connection(); },
                [](const CppnGenome& parent, const CppnGenome& child) {
                  int changed = 0;
                  for (std::size_t c = 0; c < parent.connections.size(); ++c)
                    changed += parent.connections[c].enabled && !child.connections[c].enabled;
                  return changed == 1;
                }),
            1.0);
}

TEST(CppnMutator, ChangesActivationsOfInputsAndHiddenNodesAlone) {
  const auto step = [](CppnMutator& m) { m.mutate_activations(0.4); };
  const auto at = [](std::size_t node) {
    return [node](const CppnGenome&, const CppnGenome& child) {
      return child.nodes[node].activation == Activation::gaussian;
    };
  };
  const CppnGenome parent = sample_networks(CppnOptions{}, 1, 0).front();
  for (const std::size_t node : {std::size_t{0}, std::size_t{9}}) {
    const bool already = parent.nodes[node].activation == Activation::gaussian;
    EXPECT_NEAR(share(4000, step, at(node)), already ? 0.8 : 0.2, 0.025) << node;
  }
  EXPECT_EQ(share(200, step, at(4)), 0.0);  // an output
}

TEST(CppnMutator, MovesAndRedrawsWeightsWithTheGivenProbabilities) {
  CppnGenome genome;
  genome.connections.assign(40000, {0, 1, 100.0f, true});
  RandomStream rng = RandomSource{25, 0, 0}.stream(Purpose::mutation);
  CppnMutator{genome, 0, 0, functions, rng}.mutate_weights(0.6, normal(2.0), 0.25, normal(2.0));
  int moved = 0, redrawn = 0;
  double moved_squares = 0.0, redrawn_squares = 0.0;
  for (const CppnConnection& c : genome.connections) {
    const double weight = c.weight;
    if (weight == 100.0) continue;
    if (weight > 50.0)
      ++moved, moved_squares += (weight - 100.0) * (weight - 100.0);
    else
      ++redrawn, redrawn_squares += weight * weight;
  }
  EXPECT_NEAR(moved / 40000.0, 0.6, 0.01);
  EXPECT_NEAR(redrawn / 40000.0, 0.4 * 0.25, 0.007);
  EXPECT_NEAR(moved_squares / moved, 4.0, 0.15);
  EXPECT_NEAR(redrawn_squares / redrawn, 4.0, 0.3);
}

TEST(CppnMutator, StepsAndNewWeightsMayBeUniformWithRangesOfTheirOwn) {
  CppnGenome genome;
  genome.connections.assign(40000, {0, 1, 100.0f, true});
  RandomStream rng = RandomSource{28, 0, 0}.stream(Purpose::mutation);
  CppnMutator{genome, 0, 0, functions, rng}.mutate_weights(0.5, uniform(2.0), 0.5, uniform(3.0));
  double step_squares = 0.0, fresh_squares = 0.0;
  int steps = 0, fresh = 0;
  for (const CppnConnection& c : genome.connections) {
    const double weight = c.weight;
    if (weight == 100.0) continue;
    const bool moved = weight > 50.0;
    const double drawn = moved ? weight - 100.0 : weight;
    ASSERT_LE(std::abs(drawn), moved ? 2.00001 : 3.0);
    (moved ? steps : fresh) += 1;
    (moved ? step_squares : fresh_squares) += drawn * drawn;
  }
  EXPECT_NEAR(step_squares / steps, 4.0 / 3.0, 0.03);   // a uniform number in [-r,r] has the
  EXPECT_NEAR(fresh_squares / fresh, 9.0 / 3.0, 0.09);  // variance r^2/3; a normal one r^2
}

TEST(CppnMutator, LimitsWeightsOnBothSides) {
  CppnGenome genome;
  genome.connections = {{0, 3, -7.5f, true}, {1, 3, 2.5f, false}, {2, 3, 3.25f, true}};
  RandomStream rng = RandomSource{29, 0, 0}.stream(Purpose::mutation);
  CppnMutator{genome, 0, 0, functions, rng}.limit_weights(3.0);
  EXPECT_EQ(genome.connections[0].weight, -3.0f);
  EXPECT_EQ(genome.connections[1].weight, 2.5f);
  EXPECT_EQ(genome.connections[2].weight, 3.0f);
}

TEST(CppnMutator, ChangesTheActivationsOfTheNodesThatItIsTold) {
  const CppnGenome parent = sample_networks(CppnOptions{}, 1, 0).front();
  for (const bool of_inputs : {false, true})
    for (const bool of_outputs : {false, true}) {
      std::vector<bool> changed(parent.nodes.size(), false);
      RandomStream rng = RandomSource{30, 0, 0}.stream(Purpose::mutation);
      for (int i = 0; i < 50; ++i) {
        CppnGenome child = parent;
        CppnMutator{child, fixed, inputs, functions, rng}.mutate_activations(
            0.5, {of_inputs, of_outputs});
        for (std::size_t n = 0; n < changed.size(); ++n)
          changed[n] = changed[n] || child.nodes[n].activation != parent.nodes[n].activation;
      }
      for (std::size_t n = 0; n < changed.size(); ++n)
        EXPECT_EQ(changed[n], n >= fixed || (n < inputs ? of_inputs : of_outputs)) << n;
    }
}

TEST(CppnMutator, MovesAndResetsBiasesWithTheGivenProbabilities) {
  CppnGenome genome;
  genome.nodes.assign(40000, {0, Activation::sin, 5.0f});
  RandomStream rng = RandomSource{26, 0, 0}.stream(Purpose::mutation);
  CppnMutator{genome, 0, 0, functions, rng}.mutate_biases(0.6, 0.3, 0.25);
  int moved = 0, reset = 0;
  double squares = 0.0;
  for (const CppnNode& node : genome.nodes) {
    if (node.bias == 0.0f)
      ++reset;
    else if (node.bias != 5.0f)
      ++moved, squares += (node.bias - 5.0) * (node.bias - 5.0);
  }
  EXPECT_NEAR(moved / 40000.0, 0.6, 0.01);
  EXPECT_NEAR(reset / 40000.0, 0.4 * 0.25, 0.007);
  EXPECT_NEAR(squares / moved, 0.09, 0.004);
}

TEST(CppnMutation, KeepsUniformWeightsWithinTheLimitAndOutputsIfTheyAreFixed) {
  CppnOptions options;
  options.initial.weight_distribution = WeightDistribution::uniform;
  options.mutation.weight_distribution = WeightDistribution::uniform;
  options.mutation.weight_limit = 3.0;
  options.mutation.bias = 0.0;
  options.mutation.bias_reset = 0.0;
  int at_the_limit = 0;
  for (const CppnGenome& network : sample_networks(options, 20, 30)) {
    for (const CppnConnection& c : network.connections) {
      ASSERT_LE(std::abs(c.weight), 3.0f);
      at_the_limit += std::abs(c.weight) == 3.0f;
    }
    for (const CppnNode& node : network.nodes) ASSERT_EQ(node.bias, 0.0f);
    for (std::size_t n = inputs; n < fixed; ++n)
      ASSERT_EQ(network.nodes[n].activation, Activation::identity);
  }
  EXPECT_GT(at_the_limit, 100);
}

TEST(CppnMutation, TakesItsStepsWithTheProbabilitiesOfTheOptions) {
  CppnOptions options;
  options.mutation.add_node = 0.3;
  options.mutation.remove_node = 0.2;
  const CppnSpace space(options);
  const Genome parent = sample_networks(options, 1, 0).front();
  RandomStream rng = RandomSource{27, 0, 0}.stream(Purpose::mutation);
  int more = 0, fewer = 0;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    const Genome child = space.mutated(parent, {IndividualId(0, 1, i), 0.0}, rng);
    const std::size_t nodes = std::get<CppnGenome>(child).nodes.size();
    more += nodes == 15;
    fewer += nodes == 13;
  }
  EXPECT_NEAR(more / 3000.0, 0.3 * 0.8, 0.03);
  EXPECT_NEAR(fewer / 3000.0, 0.7 * 0.2, 0.025);
}

}  // namespace
}  // namespace moai
