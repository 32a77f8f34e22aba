#pragma once
// Algorithm 1 of the MOVE paper, line by line and slow, with the paper's three kinds of jumping and
// replacement by mean fitness. Shares no code with moai's map.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "domain/evaluation.h"

namespace moai::test {

struct PaperChild {
  std::uint64_t id;
  int own_cell;  // of its parent; -1: a migrant
  std::vector<double> fitness;
};

struct PaperReplacement {
  std::uint64_t child;
  int cell;
  int votes;
  std::int64_t replaced;  // -1: nobody
  bool operator==(const PaperReplacement&) const = default;
};

struct PaperMap {
  std::vector<std::vector<int>> objective_subsets;
  std::vector<std::int64_t> elites;  // ids, -1: empty
  std::vector<std::vector<double>> elite_fitness;
  bool by_mean = false;
  std::int64_t jumps = 0;  // 0: none; otherwise at most so many cells
  Normalisation normalisation;

  PaperMap(std::vector<std::vector<int>> subsets, std::size_t objectives)
      : objective_subsets(std::move(subsets)),
        elites(objective_subsets.size(), -1),
        elite_fitness(objective_subsets.size(),
                      std::vector<double>(objectives, -std::numeric_limits<double>::infinity())) {}

  double mean(int cell, const std::vector<double>& fitness) const {
    double sum = 0;
    for (int metric : objective_subsets[cell]) {
      if (std::isnan(fitness[metric])) return -std::numeric_limits<double>::infinity();
      sum += normalisation.normalised(metric, fitness[metric]);
    }
    return sum / static_cast<double>(objective_subsets[cell].size());
  }

  std::vector<PaperReplacement> compete(const PaperChild& child) {
    struct Won {
      int cell, votes;
      double margin;
    };
    std::vector<Won> won;
    for (int i = 0; i < static_cast<int>(objective_subsets.size()); ++i) {
      const double n = static_cast<double>(objective_subsets[i].size());
      int votes = 0;
      for (int metric : objective_subsets[i]) {
        const double f = elite_fitness[i][metric];
        const double f_child = child.fitness[metric];
        if (f_child > f || (std::isnan(f) && f_child > -std::numeric_limits<double>::infinity()))
          votes = votes + 1;
      }
      const double mine = mean(i, child.fitness);
      const double theirs =
          elites[i] < 0 ? -std::numeric_limits<double>::infinity() : mean(i, elite_fitness[i]);
      if (!by_mean && votes > n / 2) won.push_back({i, votes, votes - (n - votes)});
      if (by_mean && mine > theirs) won.push_back({i, votes, mine - theirs});
    }
    if (jumps == 0) std::erase_if(won, [&](const Won& w) { return w.cell != child.own_cell; });
    while (static_cast<std::int64_t>(won.size()) > std::max<std::int64_t>(1, jumps)) {
      auto worst = won.begin();
      for (auto w = won.begin(); w != won.end(); ++w)
        if (w->margin <= worst->margin) worst = w;  // of equals the last cell goes
      won.erase(worst);
    }
    std::vector<PaperReplacement> replacements;
    for (const Won& w : won) {
      replacements.push_back({child.id, w.cell, w.votes, elites[w.cell]});
      elites[w.cell] = static_cast<std::int64_t>(child.id);
      elite_fitness[w.cell] = child.fitness;
    }
    return replacements;
  }
};

}  // namespace moai::test
