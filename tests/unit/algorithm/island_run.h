#pragma once
// An island of the toy problem that can be advanced, and what is compared of it.

#include <algorithm>
#include <memory>
#include <vector>

#include "tests/unit/algorithm/toy_space.h"

namespace moai::test {

struct Island {
  ToySpace space{4};
  std::size_t objectives = 7;
  Normalisation normalisation{std::vector<double>(7, -1.0), std::vector<double>(7, 0.0)};
  EventLog events;

  AlgorithmContext context(std::uint32_t island = 0, std::uint64_t seed = 21) const {
    return {&space, objective_names(objectives), &normalisation, RandomSource{seed, 0, island}};
  }
  void advance(Algorithm& algorithm, std::uint64_t first, std::uint64_t last) {
    for (std::uint64_t generation = first; generation < last; ++generation) {
      const Moment moment{generation, 0.5};
      auto children = algorithm.ask(moment);
      const Evaluation evaluation = evaluate(children, objectives);
      algorithm.tell(moment, std::move(children), evaluation, events);
    }
  }
  double best_score(const Algorithm& algorithm) const {
    double best = -1e300;
    for (const Member& member : algorithm.members())
      best = std::max(best, normalisation.score(member.individual->fitness));
    return best;
  }
};

inline IndividualPointer individual(std::uint64_t index, std::vector<double> fitness,
                                    std::uint32_t island = 9) {
  Individual it;
  it.id = IndividualId(island, 3, index);
  it.parent_a = IndividualId(island, 2, index);
  it.generation = 3;
  it.island = island;
  it.cell = 4;
  it.genome = RealVector{{0.5, 0.5, 0.5, 0.5}};
  it.fitness = std::move(fitness);
  return std::make_shared<const Individual>(std::move(it));
}

inline std::vector<Migrant> migrants_of(const std::vector<IndividualPointer>& individuals,
                                        std::int32_t cell = -1) {
  std::vector<Migrant> migrants;
  for (const IndividualPointer& individual : individuals) migrants.push_back({individual, cell});
  return migrants;
}

}  // namespace moai::test
