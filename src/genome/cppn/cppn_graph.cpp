#include "genome/cppn/cppn_graph.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "genome/cppn/activation.h"
#include "support/text.h"

namespace moai {

namespace {

using Edge = std::pair<std::uint32_t, std::uint32_t>;

/// Index lookup by binary search: hash tables would do, but their order must never matter.
class NodeIndex {
 public:
  explicit NodeIndex(const CppnGenome& genome) {
    sorted_.reserve(genome.nodes.size());
    for (std::uint32_t i = 0; i < genome.nodes.size(); ++i)
      sorted_.emplace_back(genome.nodes[i].id, i);
    std::sort(sorted_.begin(), sorted_.end());
  }
  std::optional<std::uint32_t> find(std::uint64_t id) const {
    const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), std::pair(id, 0u));
    if (at == sorted_.end() || at->first != id) return std::nullopt;
    return at->second;
  }

 private:
  std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted_;
};

/// Longest distance of every node from the nodes without a predecessor, or nothing with a circle.
std::optional<std::vector<std::int32_t>> longest_distances(std::size_t nodes,
                                                           const std::vector<Edge>& edges) {
  std::vector<std::int32_t> waiting(nodes, 0), distance(nodes, 0);
  std::vector<std::vector<std::uint32_t>> targets(nodes);
  for (const auto& [source, target] : edges) {
    ++waiting[target];
    targets[source].push_back(target);
  }
  std::vector<std::uint32_t> ready;
  for (std::uint32_t i = 0; i < nodes; ++i)
    if (waiting[i] == 0) ready.push_back(i);
  for (std::size_t next = 0; next < ready.size(); ++next)
    for (std::uint32_t target : targets[ready[next]]) {
      distance[target] = std::max(distance[target], distance[ready[next]] + 1);
      if (--waiting[target] == 0) ready.push_back(target);
    }
  if (ready.size() != nodes) return std::nullopt;
  return distance;
}

/// Marks what can be reached from the marked nodes.
void spread(std::vector<bool>& marked, const std::vector<Edge>& edges, bool forwards) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [source, target] : edges) {
      const std::uint32_t from = forwards ? source : target;
      const std::uint32_t to = forwards ? target : source;
      if (marked[from] && !marked[to]) marked[to] = changed = true;
    }
  }
}

}  // namespace

std::optional<std::size_t> node_index(const CppnGenome& genome, std::uint64_t id) {
  for (std::size_t i = 0; i < genome.nodes.size(); ++i)
    if (genome.nodes[i].id == id) return i;
  return std::nullopt;
}

bool leads_to(const CppnGenome& genome, std::uint64_t from, std::uint64_t to) {
  std::vector<std::uint64_t> found = {from};
  for (std::size_t next = 0; next < found.size(); ++next) {
    if (found[next] == to) return true;
    for (const CppnConnection& c : genome.connections)
      if (c.source == found[next] && std::find(found.begin(), found.end(), c.target) == found.end())
        found.push_back(c.target);
  }
  return false;
}

LiveGraph live_graph(const CppnGenome& genome, std::size_t inputs, std::size_t outputs) {
  const std::size_t nodes = genome.nodes.size();
  const NodeIndex index(genome);
  std::vector<Edge> edges;
  std::vector<std::uint32_t> origin;
  for (std::uint32_t c = 0; c < genome.connections.size(); ++c) {
    const CppnConnection& connection = genome.connections[c];
    if (!connection.enabled) continue;
    const auto source = index.find(connection.source), target = index.find(connection.target);
    if (!source || !target) throw std::logic_error("live_graph: connection of an unknown node");
    edges.emplace_back(*source, *target);
    origin.push_back(c);
  }
  std::vector<bool> fed(nodes, false), needed(nodes, false);
  for (std::size_t i = 0; i < inputs; ++i) fed[i] = true;
  for (std::size_t i = inputs; i < inputs + outputs; ++i) needed[i] = true;
  spread(fed, edges, true);
  spread(needed, edges, false);

  LiveGraph graph;
  std::vector<Edge> live;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const auto [source, target] = edges[e];
    if (!fed[source] || !needed[target]) continue;
    live.push_back(edges[e]);
    graph.connections.push_back({source, target, origin[e]});
  }
  auto distance = longest_distances(nodes, live);
  if (!distance) throw std::logic_error("live_graph: the connections form a circle");
  graph.level = std::move(*distance);
  for (std::size_t i = 0; i < nodes; ++i) {
    if (!fed[i] || !needed[i]) graph.level[i] = -1;
    graph.depth = std::max(graph.depth, graph.level[i]);
  }
  return graph;
}

std::string validate(const CppnGenome& genome, std::size_t inputs, std::size_t outputs) {
  const std::size_t fixed = inputs + outputs;
  if (genome.nodes.size() < fixed)
    return concat(genome.nodes.size(), " nodes, fewer than inputs and outputs (", fixed, ")");
  for (std::size_t i = 0; i < genome.nodes.size(); ++i) {
    const CppnNode& node = genome.nodes[i];
    if (i < fixed ? node.id != i : node.id < fixed || node.id <= genome.nodes[i - 1].id)
      return concat("node ", i, " has id ", node.id, ", out of order");
    if (static_cast<std::size_t>(node.activation) >= activation_words.names().size())
      return concat("node ", i, " has unknown activation ", static_cast<int>(node.activation));
    if (!std::isfinite(node.bias)) return concat("node ", i, " has a bias that is not finite");
  }
  const NodeIndex index(genome);
  std::vector<Edge> edges;
  for (std::size_t c = 0; c < genome.connections.size(); ++c) {
    const CppnConnection& now = genome.connections[c];
    if (c > 0) {
      const CppnConnection& before = genome.connections[c - 1];
      if (std::pair(before.source, before.target) >= std::pair(now.source, now.target))
        return concat("connection ", c, " is out of order");
    }
    const auto source = index.find(now.source), target = index.find(now.target);
    if (!source || !target) return concat("connection ", c, " joins a node that does not exist");
    if (*target < inputs) return concat("connection ", c, " leads into an input");
    if (*source >= inputs && *source < fixed)
      return concat("connection ", c, " leads out of an output");
    if (!std::isfinite(now.weight))
      return concat("connection ", c, " has a weight that is not finite");
    edges.emplace_back(*source, *target);
  }
  if (!longest_distances(genome.nodes.size(), edges)) return "the connections form a circle";
  return "";
}

}  // namespace moai
