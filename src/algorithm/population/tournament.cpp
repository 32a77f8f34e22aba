#include "algorithm/population/tournament.h"

#include <algorithm>
#include <cmath>

#include "algorithm/pareto/dominance.h"

namespace moai {

std::uint32_t winner(const Population& population, std::uint32_t a, std::uint32_t b, Tournament by,
                     RandomStream& coin) {
  const double worse = population.violation[a], other = population.violation[b];
  if (worse != other) return worse < other ? a : b;
  const auto toss = [&] { return (coin.bits() & 1u) != 0 ? a : b; };
  if (by == Tournament::violation) return toss();
  if (by == Tournament::rank) {
    if (population.rank[a] != population.rank[b])
      return population.rank[a] < population.rank[b] ? a : b;
  } else {
    const auto x = population.fitness.row(a), y = population.fitness.row(b);
    if (dominates(x, y)) return a;
    if (dominates(y, x)) return b;
  }
  if (population.crowding[a] != population.crowding[b])
    return population.crowding[a] > population.crowding[b] ? a : b;
  return toss();
}

std::vector<std::uint32_t> winners(const Population& population, std::size_t count,
                                   std::size_t size, Tournament by, RandomStream& rng) {
  const auto n = static_cast<std::uint32_t>(population.size());
  std::vector<std::uint32_t> result, order;
  std::size_t next = 0;
  const auto draw = [&] {
    if (next == order.size()) {
      order = rng.permutation(n);
      next = 0;
    }
    return order[next++];
  };
  while (result.size() < count) {
    std::uint32_t best = draw();
    for (std::size_t i = 1; i < size; ++i) best = winner(population, best, draw(), by, rng);
    result.push_back(best);
  }
  return result;
}

std::vector<std::uint32_t> lexicographic_winners(const Population& population, std::size_t count,
                                                 std::size_t size, RandomStream& rng) {
  const auto n = static_cast<std::uint32_t>(population.size());
  const auto worse = [&](std::uint32_t a, std::uint32_t b) {
    if (population.violation[a] != population.violation[b])
      return population.violation[a] > population.violation[b];
    const auto x = population.fitness.row(a), y = population.fitness.row(b);
    return std::ranges::lexicographical_compare(
        x, y, [](double p, double q) { return std::isnan(p) ? !std::isnan(q) : p < q; });
  };
  std::vector<std::uint32_t> result, competitors;
  while (result.size() < count) {
    competitors.clear();
    while (competitors.size() < std::min<std::size_t>(size, n)) {
      const std::uint32_t drawn = rng.below(n);
      if (std::ranges::find(competitors, drawn) == competitors.end()) competitors.push_back(drawn);
    }
    result.push_back(*std::ranges::max_element(competitors, worse));
  }
  return result;
}

std::vector<std::uint32_t> neighbour_winners(const Population& population, std::size_t count,
                                             Tournament by, const Pairing& neighbours,
                                             RandomStream& rng) {
  const auto n = static_cast<std::uint32_t>(population.size());
  std::vector<std::uint32_t> result;
  while (result.size() < count) {
    const auto pool = rng.permutation(n);
    for (const auto& [p, q] : neighbours(population, pool)) {
      if (result.size() == count) break;
      result.push_back(p == q ? p : winner(population, p, q, by, rng));
    }
  }
  return result;
}

}  // namespace moai
