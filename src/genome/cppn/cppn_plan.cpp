#include "genome/cppn/cppn_plan.h"

#include <algorithm>
#include <stdexcept>

#include "genome/cppn/cppn_graph.h"

namespace moai {

namespace {

/// A node of one of the networks.
struct Member {
  std::int64_t network;
  std::size_t node;
  Activation activation;
};

/// One term of a sum: which row it reads and which weight it uses.
struct Term {
  std::int64_t row;
  std::int64_t weight;
};

RowSums sums_of(std::span<const std::vector<Term>> terms) {
  RowSums sums;
  for (const std::vector<Term>& of_row : terms) {
    for (const Term& term : of_row) {
      sums.row.push_back(term.row);
      sums.weight.push_back(term.weight);
    }
    sums.first.push_back(static_cast<std::int64_t>(sums.row.size()));
  }
  return sums;
}

/// Gives the members of every level their rows, sorted by activation.
void lay_out_rows(CppnPlan& plan, std::vector<std::vector<Member>>& members,
                  std::vector<std::vector<std::int64_t>>& row_of) {
  for (std::size_t l = 0; l < members.size(); ++l) {
    CppnLevel& level = plan.levels[l];
    std::stable_sort(members[l].begin(), members[l].end(),
                     [](const Member& a, const Member& b) { return a.activation < b.activation; });
    level.begin = plan.rows;
    level.count = static_cast<std::int64_t>(members[l].size());
    for (const Member& member : members[l]) {
      if (level.runs.empty() || level.runs.back().activation != member.activation)
        level.runs.push_back({member.activation, plan.rows, 0});
      ++level.runs.back().count;
      row_of[static_cast<std::size_t>(member.network)][member.node] = plan.rows++;
    }
  }
}

}  // namespace

CppnPlan make_plan(std::span<const CppnGenome* const> genomes, std::size_t inputs,
                   std::size_t outputs) {
  CppnPlan plan;
  plan.networks = static_cast<std::int64_t>(genomes.size());
  plan.outputs = static_cast<std::int64_t>(outputs);
  std::vector<LiveGraph> graphs;
  std::vector<std::vector<Member>> members(1);
  std::vector<std::vector<std::int64_t>> row_of;  // (network, node) -> row; 0: not computed
  for (std::size_t g = 0; g < genomes.size(); ++g) {
    const LiveGraph& graph = graphs.emplace_back(live_graph(*genomes[g], inputs, outputs));
    const auto depth = static_cast<std::size_t>(graph.depth);
    if (members.size() <= depth) members.resize(depth + 1);
    row_of.emplace_back(graph.level.size(), 0);
    for (std::size_t n = 0; n < graph.level.size(); ++n)
      if (graph.level[n] >= 0)
        members[static_cast<std::size_t>(graph.level[n])].push_back(
            {static_cast<std::int64_t>(g), n, genomes[g]->nodes[n].activation});
  }
  plan.levels.resize(members.size());
  lay_out_rows(plan, members, row_of);

  // Terms by row: of the sums over sources, and of the gradients' sums over targets.
  std::vector<std::vector<Term>> sources(static_cast<std::size_t>(plan.rows));
  std::vector<std::vector<Term>> targets(static_cast<std::size_t>(plan.rows));
  for (std::size_t g = 0; g < genomes.size(); ++g) {
    plan.first_weight.push_back(static_cast<std::int64_t>(plan.weight.size()));
    for (const LiveConnection& live : graphs[g].connections) {
      const auto index = static_cast<std::int64_t>(plan.weight.size());
      const std::int64_t source = row_of[g][live.source], target = row_of[g][live.target];
      sources[static_cast<std::size_t>(target)].push_back({source, index});
      targets[static_cast<std::size_t>(source)].push_back({target, index});
      plan.weight.push_back(genomes[g]->connections[live.connection].weight);
      plan.source_row.push_back(source);
      plan.target_row.push_back(target);
      plan.connection.push_back(live.connection);
    }
    for (std::size_t o = inputs; o < inputs + outputs; ++o) plan.output_row.push_back(row_of[g][o]);
  }
  plan.first_weight.push_back(static_cast<std::int64_t>(plan.weight.size()));

  for (std::size_t l = 0; l < members.size(); ++l) {
    CppnLevel& level = plan.levels[l];
    for (const Member& member : members[l]) {
      const CppnGenome& genome = *genomes[static_cast<std::size_t>(member.network)];
      level.bias.push_back(genome.nodes[member.node].bias);
      if (l == 0) plan.input.push_back(static_cast<std::int64_t>(member.node));
    }
    if (l == 0) continue;
    const auto begin = static_cast<std::size_t>(level.begin);
    const auto count = static_cast<std::size_t>(level.count);
    level.sources = sums_of(std::span(sources).subspan(begin, count));
    level.targets = sums_of(std::span(targets).subspan(begin, count));
  }
  return plan;
}

CppnGenome with_weights(CppnGenome genome, std::span<const float> weights, std::size_t inputs,
                        std::size_t outputs) {
  const CppnGenome* const pointer = &genome;
  const CppnPlan plan = make_plan({&pointer, 1}, inputs, outputs);
  if (weights.size() != plan.connection.size())
    throw std::logic_error("with_weights: not one for each connection that matters");
  for (std::size_t w = 0; w < weights.size(); ++w)
    genome.connections[plan.connection[w]].weight = weights[w];
  return genome;
}

}  // namespace moai
