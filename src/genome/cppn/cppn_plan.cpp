#include "genome/cppn/cppn_plan.h"

#include <algorithm>
#include <numeric>

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

/// Sums for nodes whose terms are terms[i], in slots.
SlotSums in_slots(const std::vector<std::vector<Term>>& terms) {
  SlotSums sums;
  sums.place.resize(terms.size());
  std::iota(sums.place.begin(), sums.place.end(), std::int64_t{0});
  const auto size = [&terms](std::int64_t i) { return terms[static_cast<std::size_t>(i)].size(); };
  std::stable_sort(sums.place.begin(), sums.place.end(),
                   [&](std::int64_t a, std::int64_t b) { return size(a) > size(b); });
  for (std::size_t slot = 0; !terms.empty() && slot < size(sums.place.front()); ++slot) {
    sums.begin.push_back(static_cast<std::int64_t>(sums.row.size()));
    std::int64_t count = 0;
    for (const std::int64_t i : sums.place) {
      if (size(i) <= slot) break;
      const Term& term = terms[static_cast<std::size_t>(i)][slot];
      sums.row.push_back(term.row);
      sums.weight.push_back(term.weight);
      ++count;
    }
    sums.count.push_back(count);
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
    const auto bias_of = [&](std::int64_t place) {
      const Member& member = members[l][static_cast<std::size_t>(place)];
      return genomes[static_cast<std::size_t>(member.network)]->nodes[member.node].bias;
    };
    if (l == 0) {
      for (std::int64_t i = 0; i < level.count; ++i) level.bias.push_back(bias_of(i));
      for (const Member& m : members[l]) plan.input.push_back(static_cast<std::int64_t>(m.node));
      continue;
    }
    const auto first = static_cast<std::ptrdiff_t>(level.begin);
    const auto last = static_cast<std::ptrdiff_t>(level.begin + level.count);
    level.forward = in_slots({sources.begin() + first, sources.begin() + last});
    level.backward = in_slots({targets.begin() + first, targets.begin() + last});
    for (const std::int64_t place : level.forward.place) level.bias.push_back(bias_of(place));
  }
  return plan;
}

}  // namespace moai
