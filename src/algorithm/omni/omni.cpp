#include "algorithm/omni/omni.h"

#include "algorithm/pareto/crowding.h"
#include "algorithm/pareto/nearest_pairs.h"
#include "algorithm/population/genotype_space.h"
#include "algorithm/population/tournament.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {

bool Omni::needs_places(const OmniOptions& options) {
  return options.variable_space == OmniOptions::VariableSpace::place &&
         (options.variable_crowding || options.mating == OmniOptions::Mating::nearest);
}

Omni::Omni(const OmniOptions& options, const AlgorithmContext& context)
    : PopulationAlgorithm(options.common, needs_places(options), context),
      options_(options),
      space_(context.space) {
  if (!options.objective_crowding && !options.variable_crowding)
    throw OptionError("algorithm.objective_crowding",
                      "false (variable_crowding is false, too, so nothing would "
                      "spread the solutions). Leave one of them on.");
  if (options.mating == OmniOptions::Mating::nearest && options.common.tournament_size != 2)
    throw OptionError("algorithm.tournament_size",
                      concat(options.common.tournament_size,
                             " (`mating: nearest` compares pairs of neighbours). Leave it at 2, or "
                             "take `mating: random`."));
}

Niching Omni::niching(double progress) {
  const double delta = options_.delta.at(progress);
  Niching niching;
  niching.fronts = [delta](const Matrix& fitness) {
    return delta > 0.0 ? loose_non_dominated_sort(fitness, delta) : non_dominated_sort(fitness);
  };
  niching.crowding = [this, delta](const Population& population,
                                   std::span<const std::uint32_t> front) {
    if (!options_.variable_crowding && delta == 0.0)
      return crowding_distance(population.fitness, front);
    if (options_.variable_crowding && by_genotype())
      return omni_crowding(population.fitness,
                           genotype_crowding(*space_, population.genomes, front), front,
                           options_.objective_crowding);
    return omni_crowding(population.fitness, population.places, front, options_.objective_crowding,
                         options_.variable_crowding);
  };
  return niching;
}

std::vector<std::uint32_t> Omni::parents(const Population& population, std::size_t count,
                                         RandomStream& rng) const {
  if (options_.mating == OmniOptions::Mating::random)
    return winners(population, count, static_cast<std::size_t>(options_.common.tournament_size),
                   options_.tournament, rng);
  const Pairing neighbours = [this](const Population& all, std::span<const std::uint32_t> pool) {
    return by_genotype() ? nearest_genomes(*space_, all.genomes, pool)
                         : nearest_pairs(all.places, pool);
  };
  return neighbour_winners(population, count, options_.tournament, neighbours, rng);
}

}  // namespace moai
