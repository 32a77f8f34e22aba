#include "genome/cppn/cppn_space.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "genome/cppn/activation.h"
#include "genome/cppn/cppn_graph.h"
#include "genome/cppn/cppn_mutation.h"
#include "support/philox.h"

namespace moai {

namespace {

std::pair<std::uint64_t, std::uint64_t> key_of(const CppnConnection& c) {
  return {c.source, c.target};
}
std::uint64_t key_of(const CppnNode& n) {
  return n.id;
}

/// Calls match(a, b) for the genes of two sorted lists that have the same key.
template <class Genes, class Match>
void for_matching(Genes& a, Genes& b, Match match) {
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (key_of(*i) < key_of(*j))
      ++i;
    else if (key_of(*j) < key_of(*i))
      ++j;
    else
      match(*i++, *j++);
  }
}

/// Where the parts of a random network are drawn from: its own stream, or that of the trial.
struct PartStreams {
  RandomStream& activations;
  RandomStream& weights;
  RandomStream& enabled;
};

/// `common`: the same for all networks of a trial; `own`: this one's.
PartStreams streams_of(CppnShared shared, RandomStream& common, RandomStream& own) {
  return {shared >= CppnShared::networks ? common : own,
          shared >= CppnShared::weights ? common : own,
          shared >= CppnShared::connections ? common : own};
}

CppnGenome random_network(const CppnOptions& options, std::span<const Activation> activations,
                          const PartStreams& rng) {
  const std::size_t inputs = cppn_inputs(options), fixed = inputs + cppn_outputs(options);
  const std::size_t nodes = fixed + static_cast<std::size_t>(options.initial.hidden_nodes);
  CppnGenome genome;
  for (std::size_t i = 0; i < nodes; ++i) {
    const auto drawn = rng.activations.below(static_cast<std::uint32_t>(activations.size()));
    const bool is_drawn =
        i >= fixed || (i < inputs ? options.input_activations : options.output_activations) ==
                          CppnActivations::drawn;
    genome.nodes.push_back({i, is_drawn ? activations[drawn] : Activation::identity, 0.0f});
  }
  for (std::size_t source = 0; source < nodes; ++source) {
    if (source >= inputs && source < fixed) continue;
    const std::size_t last = source < inputs ? nodes : fixed;  // hidden nodes lead to outputs alone
    for (std::size_t target = inputs; target < last; ++target) {
      const float weight = options.initial.weight().draw(rng.weights);
      const bool enabled = rng.enabled.coin(options.initial.connection_probability);
      genome.connections.push_back({source, target, weight, enabled});
    }
  }
  return genome;
}

}  // namespace

CppnSpace::CppnSpace(CppnOptions options) : options_(std::move(options)) {
  check(options_);
  for (const std::string& name : options_.activations)
    activations_.push_back(*activation_words.find(name));
}

std::vector<Genome> CppnSpace::initial(std::size_t count, const RandomSource& source,
                                       std::uint64_t generation, std::uint64_t first_index) const {
  std::vector<Genome> genomes;
  genomes.reserve(count);
  for (std::size_t k = 0; k < count; ++k) {
    RandomStream own = source.stream(Purpose::initial_genome, generation, first_index + k);
    RandomStream common = RandomSource{source.seed, source.trial, 0}.stream(Purpose::shared_genome);
    genomes.emplace_back(
        random_network(options_, activations_, streams_of(options_.initial.shared, common, own)));
  }
  return genomes;
}

Genome CppnSpace::mutated(const Genome& parent, const VariationMoment& moment,
                          RandomStream& rng) const {
  CppnGenome genome = std::get<CppnGenome>(parent);
  const std::size_t inputs = cppn_inputs(options_);
  const CppnMutation& m = options_.mutation;
  const double p = moment.progress;
  const MutableActivations which{options_.input_activations != CppnActivations::identity,
                                 options_.output_activations != CppnActivations::identity};
  CppnMutator step{genome, inputs + cppn_outputs(options_), inputs, activations_, rng};
  for (std::int64_t round = 0; round < m.rounds; ++round) {
    if (rng.coin(m.add_node.at(p))) step.add_node(moment.child);
    if (rng.coin(m.remove_node.at(p))) step.remove_node();
    if (rng.coin(m.add_connection.at(p)))
      step.add_connection(m.fresh(p), m.enable_connection.at(p));
    if (rng.coin(m.disable_connection.at(p))) step.disable_connection();
    step.mutate_activations(m.activation.at(p), which);
    step.mutate_weights(m.weight.at(p), m.step(p), m.weight_reset.at(p), m.fresh(p));
    if (m.weight_limit > 0.0) step.limit_weights(m.weight_limit);
    step.mutate_biases(m.bias.at(p), m.bias_std.at(p), m.bias_reset.at(p));
  }
  return genome;
}

std::pair<Genome, Genome> CppnSpace::crossed(const Genome& a, const Genome& b,
                                             const VariationMoment&, RandomStream& rng) const {
  std::pair<Genome, Genome> children{a, b};
  if (options_.crossover == CppnCrossover::none) return children;
  auto& first = std::get<CppnGenome>(children.first);
  auto& second = std::get<CppnGenome>(children.second);
  const auto deal = [&rng](auto& x, auto& y) {
    if (rng.coin(0.5)) std::swap(x, y);
  };
  for_matching(first.nodes, second.nodes, deal);
  for_matching(first.connections, second.connections, deal);
  return children;
}

bool CppnSpace::same(const Genome& a, const Genome& b) const {
  return a == b;
}

double CppnSpace::distance(const Genome& a, const Genome& b) const {
  return compatibility_distance(std::get<CppnGenome>(a), std::get<CppnGenome>(b));
}

std::string CppnSpace::defect(const Genome& genome) const {
  const auto* network = std::get_if<CppnGenome>(&genome);
  if (network == nullptr) return "it is no network";
  return validate(*network, cppn_inputs(options_), cppn_outputs(options_));
}

double compatibility_distance(const CppnGenome& a, const CppnGenome& b,
                              const CompatibilityWeights& weights) {
  std::size_t matching = 0;
  double difference = 0.0;
  for_matching(a.connections, b.connections, [&](const auto& x, const auto& y) {
    ++matching;
    difference += std::abs(static_cast<double>(x.weight) - static_cast<double>(y.weight));
  });
  const std::size_t larger = std::max(a.connections.size(), b.connections.size());
  if (larger == 0) return 0.0;
  const auto disjoint =
      static_cast<double>(a.connections.size() + b.connections.size() - 2 * matching);
  return weights.disjoint * disjoint / static_cast<double>(larger) +
         (matching > 0 ? weights.weight * difference / static_cast<double>(matching) : 0.0);
}

std::uint64_t hidden_node_id(IndividualId child, std::uint32_t nth) {
  constexpr std::uint32_t tag = 0x43505061;  // apart from the other uses of the generator
  const auto words = philox_block({static_cast<std::uint32_t>(child.value()),
                                   static_cast<std::uint32_t>(child.value() >> 32), nth, tag},
                                  {tag, 0});
  constexpr std::uint64_t above_all_fixed_ids = 1ull << 63;
  return above_all_fixed_ids | static_cast<std::uint64_t>(words[0]) << 32 | words[1];
}

}  // namespace moai
