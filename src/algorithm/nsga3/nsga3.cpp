#include "algorithm/nsga3/nsga3.h"

#include "algorithm/nsga3/niches.h"
#include "algorithm/population/tournament.h"
#include "algorithm/reference/reference_points.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

Matrix references_of(const Nsga3Options& options, std::size_t objectives) {
  const auto population = static_cast<std::size_t>(options.common.population);
  if (options.divisions.empty())
    return layered_reference_points(objectives, divisions_for(objectives, population));
  const std::size_t count = checked_count(objectives, options.divisions);
  if (population < count)
    throw OptionError(
        "algorithm.population",
        concat(population, " (algorithm.divisions makes ", count, " reference points with ",
               objectives, " objectives, and each needs an individual). Set it to ",
               (count + 3) / 4 * 4, "."));
  return layered_reference_points(objectives, options.divisions);
}

}  // namespace

Nsga3::Nsga3(const Nsga3Options& options, const AlgorithmContext& context)
    : PopulationAlgorithm(options.common, false, context),
      options_(options),
      references_(references_of(options, context.objective_names.size())),
      scaling_(context.objective_names.size()) {}

Niching Nsga3::niching(double) {
  Niching niching;
  niching.fronts = [this](const Matrix& fitness) {
    scaling_.see(fitness);
    return non_dominated_sort(fitness);
  };
  niching.crowding = [](const Population&, std::span<const std::uint32_t> front) {
    return std::vector<double>(front.size(), 0.0);
  };
  niching.cut = [this](const Population& population, const Fronts& fronts, std::size_t last,
                       std::size_t room, RandomStream& ties) {
    Matrix fitness;
    for (std::size_t front = 0; front <= last; ++front)
      for (const std::uint32_t row : fronts.members[front])
        fitness.append_row(population.fitness.row(row));
    const Matrix shares = scaling_.shares(fitness, fronts.members[0].size());
    return least_crowded(associated(shares, references_),
                         fitness.rows() - fronts.members[last].size(), room, ties);
  };
  return niching;
}

std::vector<std::uint32_t> Nsga3::parents(const Population& population, std::size_t count,
                                          RandomStream& rng) const {
  return winners(population, count, static_cast<std::size_t>(options_.common.tournament_size),
                 options_.tournament, rng);
}

}  // namespace moai
