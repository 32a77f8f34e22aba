#include "algorithm/population/population.h"

#include <stdexcept>

namespace moai {
namespace {

std::span<const double> place_of(const Genome& genome, std::span<const double> descriptor) {
  if (!descriptor.empty()) return descriptor;
  if (const auto* vector = std::get_if<RealVector>(&genome)) return vector->values;
  throw std::logic_error(
      "an individual has no place in variable space: no descriptor was evaluated");
}

}  // namespace

Population gather(std::vector<IndividualPointer> individuals, bool with_places) {
  Population population;
  for (const IndividualPointer& individual : individuals) {
    population.genomes.push_back(&individual->genome);
    population.fitness.append_row(individual->fitness);
    population.violation.push_back(individual->violation);
    if (with_places)
      population.places.append_row(place_of(individual->genome, individual->descriptor));
  }
  population.individuals = std::move(individuals);
  return population;
}

void append(Population& population, std::span<const Child> children, const Evaluation& evaluation,
            bool with_places) {
  for (std::size_t k = 0; k < children.size(); ++k) {
    population.individuals.push_back(nullptr);
    population.genomes.push_back(&children[k].genome);
    population.fitness.append_row(evaluation.fitness.row(k));
    population.violation.push_back(evaluation.violation.empty() ? 0.0 : evaluation.violation[k]);
    if (!with_places) continue;
    const bool described = !evaluation.descriptors.empty();
    population.places.append_row(place_of(
        children[k].genome, described ? evaluation.descriptors.row(k) : std::span<const double>()));
  }
}

Population rows_of(const Population& from, std::span<const std::uint32_t> rows) {
  Population part;
  for (const std::uint32_t row : rows) {
    part.individuals.push_back(from.individuals[row]);
    part.genomes.push_back(&from.individuals[row]->genome);
    part.fitness.append_row(from.fitness.row(row));
    part.violation.push_back(from.violation[row]);
    if (!from.places.empty()) part.places.append_row(from.places.row(row));
  }
  return part;
}

}  // namespace moai
