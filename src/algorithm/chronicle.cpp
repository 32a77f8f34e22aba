#include "algorithm/chronicle.h"

namespace moai {

std::shared_ptr<const Individual> born(Child&& child, const Evaluation& evaluation, std::size_t row,
                                       const Moment& moment) {
  auto individual = std::make_shared<Individual>();
  individual->id = child.id;
  individual->parent_a = child.parent_a;
  individual->parent_b = child.parent_b;
  individual->generation = moment.generation;
  individual->island = static_cast<std::uint32_t>(child.id.island());
  individual->cell = child.parent_a.is_none() ? -1 : child.cell;
  individual->genome = std::move(child.genome);
  const auto fitness = evaluation.fitness.row(row);
  individual->fitness.assign(fitness.begin(), fitness.end());
  individual->violation = evaluation.violation.empty() ? 0.0 : evaluation.violation[row];
  if (!evaluation.descriptors.empty()) {
    const auto place = evaluation.descriptors.row(row);
    individual->descriptor.assign(place.begin(), place.end());
  }
  return individual;
}

void Chronicle::is_born(const Newcomer& newcomer) {
  events_->births.push_back(
      {newcomer.id, newcomer.parent_a, newcomer.parent_b, generation_, island_, newcomer.cell});
}

void Chronicle::takes_place(const Newcomer& newcomer, const WonPlace& place, bool migrant) {
  Replacement row;
  row.generation = generation_;
  row.island = island_;
  row.cell = place.cell;
  row.from_cell = migrant ? -1 : newcomer.cell;
  row.child = newcomer.id;
  row.parent = newcomer.parent_a;
  row.replaced = place.replaced;
  row.votes = place.votes;
  row.kind = migrant                       ? ReplacementKind::migrant
             : newcomer.parent_a.is_none() ? ReplacementKind::initial
                                           : ReplacementKind::child;
  events_->replacements.push_back(row);
}

}  // namespace moai
