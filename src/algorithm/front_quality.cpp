#include "algorithm/front_quality.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "algorithm/pareto/hypervolume.h"
#include "algorithm/pareto/indicators.h"
#include "algorithm/pareto/sorting.h"
#include "support/text.h"

namespace moai {
namespace {

Matrix non_dominated_fitness(std::span<const Member> members) {
  Matrix feasible;
  for (const Member& member : members)
    if (member.individual->violation <= 0.0) feasible.append_row(member.individual->fitness);
  Matrix front;
  if (feasible.rows() > 0)
    for (const std::uint32_t row : non_dominated(feasible)) front.append_row(feasible.row(row));
  return front;
}

Matrix first_places(std::span<const Member> members) {
  Matrix places;
  for (const Member& member : members)
    if (member.rank == 0 && member.individual->violation <= 0.0)
      places.append_row(std::get<RealVector>(member.individual->genome).values);
  return places;
}

}  // namespace

FrontQuality::FrontQuality(const KnownFront& known) : known_(&known) {
  static const std::vector<std::string> all{"hypervolume", "igd",  "igd_plus",
                                            "gd",          "igdx", "covered"};
  for (const std::string& name : known.indicators) {
    if (std::find(all.begin(), all.end(), name) == all.end())
      throw std::logic_error(concat("FrontQuality: no indicator '", name, "'"));
    names_.push_back(name);
    if (name == "hypervolume" && known.reference.size() > exact_objectives)
      names_.push_back("hypervolume_error");
  }
}

std::vector<double> FrontQuality::measure(std::span<const Member> members,
                                          RandomStream& rng) const {
  const Matrix front = non_dominated_fitness(members);
  const Matrix places = known_->pareto_set.empty() ? Matrix() : first_places(members);
  std::vector<double> values;
  for (const std::string& name : known_->indicators) {
    if (name == "hypervolume" && known_->reference.size() > exact_objectives) {
      const HypervolumeEstimate estimate =
          front.rows() == 0 ? HypervolumeEstimate{}
                            : estimate_hypervolume(front, known_->reference, samples, rng);
      values.push_back(estimate.value);
      values.push_back(estimate.standard_error);
    } else if (name == "hypervolume") {
      values.push_back(front.rows() == 0 ? 0.0 : hypervolume(front, known_->reference));
    } else if (name == "igd") {
      values.push_back(inverted_generational_distance(front, known_->front));
    } else if (name == "igd_plus") {
      values.push_back(inverted_generational_distance_plus(front, known_->front));
    } else if (name == "gd") {
      values.push_back(generational_distance(front, known_->front));
    } else if (name == "igdx") {
      values.push_back(inverted_generational_distance_x(places, known_->pareto_set));
    } else {
      values.push_back(covered(places));
    }
  }
  return values;
}

double FrontQuality::covered(const Matrix& places) const {
  const Matrix& set = known_->pareto_set;
  std::vector<char> found(
      set.rows() == 0 ? 0 : *std::max_element(known_->piece.begin(), known_->piece.end()) + 1);
  for (std::size_t row = 0; row < set.rows(); ++row) {
    if (found[known_->piece[row]]) continue;
    const auto target = set.row(row);
    for (std::size_t k = 0; k < places.rows() && !found[known_->piece[row]]; ++k) {
      bool near = true;
      for (std::size_t i = 0; i < target.size() && near; ++i)
        near = std::abs(places(k, i) - target[i]) <= cover_distance;
      found[known_->piece[row]] = near;
    }
  }
  return static_cast<double>(std::count(found.begin(), found.end(), 1));
}

}  // namespace moai
