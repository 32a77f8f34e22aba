#include "algorithm/front_quality.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
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

// Nothing where somebody's variables are not known here.
std::optional<Matrix> first_places(std::span<const Member> members) {
  Matrix places;
  for (const Member& member : members) {
    if (member.rank != 0 || member.individual->violation > 0.0) continue;
    const auto* vector = std::get_if<RealVector>(&member.individual->genome);
    if (vector == nullptr) return std::nullopt;
    places.append_row(vector->values);
  }
  return places;
}

// The largest difference in a variable between a place and the nearest point of the segment from
// `begin` to `end`; a convex function of the way along it. Beyond the tolerance any value will do.
double distance_to_segment(std::span<const double> place, std::span<const double> begin,
                           std::span<const double> end) {
  const auto at = [&](double share) {
    double largest = 0.0;
    for (std::size_t i = 0; i < place.size(); ++i)
      largest = std::max(largest, std::abs(place[i] - begin[i] - share * (end[i] - begin[i])));
    return largest;
  };
  double length = 0.0;
  for (std::size_t i = 0; i < place.size(); ++i)
    length = std::max(length, std::abs(end[i] - begin[i]));
  const double from_begin = at(0.0);
  if (length == 0.0 || from_begin <= FrontQuality::cover_distance ||
      from_begin > FrontQuality::cover_distance + length)
    return from_begin;
  double low = 0.0, high = 1.0;
  for (int round = 0; round < 60; ++round) {
    const double a = low + (high - low) / 3.0, b = high - (high - low) / 3.0;
    (at(a) <= at(b) ? high : low) = at(a) <= at(b) ? b : a;
  }
  return at(0.5 * (low + high));
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

std::string FrontQuality::note(const std::string& name) {
  static const std::map<std::string, std::string> notes{
      {"hypervolume", "volume between the front and the problem's reference point"},
      {"hypervolume_error", "standard error of the estimated hypervolume"},
      {"igd", "mean distance from the exact front to the found one"},
      {"igd_plus", "the same, counting only what the found one lacks"},
      {"gd", "mean distance from the found front to the exact one"},
      {"igdx", "mean distance from the Pareto set to the solutions ranked first"},
      {"covered", "connected pieces of the Pareto set with a solution within 0.1"}};
  return notes.at(name);
}

std::vector<double> FrontQuality::measure(std::span<const Member> members,
                                          RandomStream& rng) const {
  const Matrix front = non_dominated_fitness(members);
  const std::optional<Matrix> places = first_places(members);
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
    } else if (!places) {
      values.push_back(std::numeric_limits<double>::quiet_NaN());
    } else if (name == "igdx") {
      values.push_back(inverted_generational_distance_x(*places, known_->pareto_set));
    } else {
      values.push_back(covered(*places));
    }
  }
  return values;
}

double FrontQuality::covered(const Matrix& places) const {
  const Matrix& set = known_->pareto_set;
  if (set.rows() == 0) return 0.0;
  std::vector<char> found(*std::max_element(known_->piece.begin(), known_->piece.end()) + 1, 0);
  for (std::size_t row = 0; row < set.rows(); ++row) {
    char& covers = found[known_->piece[row]];
    const bool goes_on =
        known_->curves && row + 1 < set.rows() && known_->piece[row + 1] == known_->piece[row];
    const auto end = set.row(goes_on ? row + 1 : row);
    for (std::size_t k = 0; k < places.rows() && !covers; ++k)
      covers = distance_to_segment(places.row(k), set.row(row), end) <= cover_distance;
  }
  return static_cast<double>(std::count(found.begin(), found.end(), 1));
}

}  // namespace moai
