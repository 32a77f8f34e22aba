#include "algorithm/nsga2/nsga2.h"

#include "algorithm/pareto/crowding.h"
#include "algorithm/population/tournament.h"

namespace moai {

Nsga2::Nsga2(const Nsga2Options& options, const AlgorithmContext& context)
    : PopulationAlgorithm(options.common, false, context), options_(options) {}

Niching Nsga2::niching(double) {
  return {non_dominated_sort,
          [](const Population& population, std::span<const std::uint32_t> front) {
            return crowding_distance(population.fitness, front);
          }};
}

std::vector<std::uint32_t> Nsga2::parents(const Population& population, std::size_t count,
                                          RandomStream& rng) const {
  return winners(population, count, static_cast<std::size_t>(options_.common.tournament_size),
                 options_.tournament, rng);
}

}  // namespace moai
