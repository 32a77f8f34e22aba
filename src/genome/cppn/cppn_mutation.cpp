#include "genome/cppn/cppn_mutation.h"

#include <algorithm>
#include <utility>

#include "genome/cppn/cppn_graph.h"
#include "genome/cppn/cppn_space.h"

namespace moai {

namespace {

bool before(const CppnConnection& c, const std::pair<std::uint64_t, std::uint64_t>& key) {
  return std::pair(c.source, c.target) < key;
}

auto place_of(CppnGenome& genome, std::uint64_t source, std::uint64_t target) {
  return std::lower_bound(genome.connections.begin(), genome.connections.end(),
                          std::pair(source, target), before);
}

void insert_connection(CppnGenome& genome, const CppnConnection& connection) {
  genome.connections.insert(place_of(genome, connection.source, connection.target), connection);
}

std::uint32_t size_of(const auto& items) {
  return static_cast<std::uint32_t>(items.size());
}

}  // namespace

Activation CppnMutator::random_activation() {
  return activations[rng.below(size_of(activations))];
}

void CppnMutator::add_node(IndividualId child) {
  if (genome.connections.empty()) return;
  CppnConnection& split = genome.connections[rng.below(size_of(genome.connections))];
  split.enabled = false;
  const CppnConnection old = split;
  // The id is a hash of the child: the loop only turns when that child already made a node.
  std::uint32_t nth = 0;
  while (node_index(genome, hidden_node_id(child, nth))) ++nth;
  const CppnNode node{hidden_node_id(child, nth), random_activation(), 0.0f};
  const auto hidden = genome.nodes.begin() + static_cast<std::ptrdiff_t>(fixed);
  const auto place =
      std::lower_bound(hidden, genome.nodes.end(), node.id,
                       [](const CppnNode& n, std::uint64_t id) { return n.id < id; });
  genome.nodes.insert(place, node);
  insert_connection(genome, {old.source, node.id, 1.0f, true});
  insert_connection(genome, {node.id, old.target, old.weight, true});
}

void CppnMutator::remove_node() {
  if (genome.nodes.size() == fixed) return;
  const auto chosen = fixed + rng.below(static_cast<std::uint32_t>(genome.nodes.size() - fixed));
  const std::uint64_t id = genome.nodes[chosen].id;
  genome.nodes.erase(genome.nodes.begin() + static_cast<std::ptrdiff_t>(chosen));
  std::erase_if(genome.connections,
                [id](const CppnConnection& c) { return c.source == id || c.target == id; });
}

void CppnMutator::add_connection(const WeightDraw& fresh, double enable) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    const std::uint32_t nodes = size_of(genome.nodes);
    const std::uint32_t a = rng.below(nodes);
    std::uint32_t b = rng.below(nodes - 1);
    if (b >= a) ++b;
    const std::uint64_t source = genome.nodes[a].id, target = genome.nodes[b].id;
    const auto place = place_of(genome, source, target);
    if (place != genome.connections.end() && place->source == source && place->target == target) {
      if (!place->enabled && rng.coin(enable)) place->enabled = true;
      return;
    }
    const bool from_output = a >= inputs && a < fixed;
    if (b < inputs || from_output || leads_to(genome, target, source)) continue;
    insert_connection(genome, {source, target, fresh.draw(rng), true});
    return;
  }
}

void CppnMutator::disable_connection() {
  std::vector<std::uint32_t> enabled;
  for (std::uint32_t c = 0; c < genome.connections.size(); ++c)
    if (genome.connections[c].enabled) enabled.push_back(c);
  if (enabled.empty()) return;
  genome.connections[enabled[rng.below(size_of(enabled))]].enabled = false;
}

void CppnMutator::mutate_activations(double probability, const MutableActivations& which) {
  for (std::size_t i = 0; i < genome.nodes.size(); ++i) {
    const bool may_change = i >= fixed || (i < inputs ? which.of_inputs : which.of_outputs);
    if (may_change && rng.coin(probability)) genome.nodes[i].activation = random_activation();
  }
}

void CppnMutator::mutate_weights(double probability, const WeightDraw& step, double reset,
                                 const WeightDraw& fresh) {
  for (CppnConnection& connection : genome.connections) {
    if (rng.coin(probability))
      connection.weight += step.draw(rng);
    else if (rng.coin(reset))
      connection.weight = fresh.draw(rng);
  }
}

void CppnMutator::limit_weights(double limit) {
  const auto largest = static_cast<float>(limit);
  for (CppnConnection& connection : genome.connections)
    connection.weight = std::clamp(connection.weight, -largest, largest);
}

void CppnMutator::mutate_biases(double probability, double std, double reset) {
  for (CppnNode& node : genome.nodes) {
    if (rng.coin(probability))
      node.bias += static_cast<float>(std * rng.normal());
    else if (rng.coin(reset))
      node.bias = 0.0f;
  }
}

}  // namespace moai
