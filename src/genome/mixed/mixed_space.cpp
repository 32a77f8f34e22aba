#include "genome/mixed/mixed_space.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/text.h"

namespace moai {
namespace {

const std::vector<double>& numbers_of(const Genome& genome) {
  return std::get<RealVector>(genome).values;
}

std::vector<double> spread(const std::vector<double>& bounds, std::size_t count) {
  return bounds.size() == 1 ? std::vector(count, bounds[0]) : bounds;
}

}  // namespace

MixedSpace::MixedSpace(const VariablesOptions& options) {
  check(options);
  for (const VariableOptions& block : options.blocks) {
    Part part{lower_.size(), static_cast<std::size_t>(block.count), {}};
    std::vector<double> lower(part.count, 0.0), upper(part.count, 1.0);
    if (block.kind == VariableKind::real || block.kind == VariableKind::integer) {
      lower = spread(block.minimum, part.count);
      upper = spread(block.maximum, part.count);
      Numbers numbers{{lower, upper, block.numeric}, block.kind == VariableKind::integer};
      if (numbers.whole)
        for (std::size_t i = 0; i < part.count; ++i) {
          numbers.block.lower[i] -= 0.5;
          numbers.block.upper[i] += 0.5;
        }
      part.content = std::move(numbers);
    } else {
      const std::size_t choices = block.kind == VariableKind::binary ? 2 : block.choices.size();
      part.content = DiscreteBlock{part.count, static_cast<std::uint32_t>(choices), block.discrete};
      std::ranges::fill(upper, static_cast<double>(choices) - 1.0);
    }
    lower_.insert(lower_.end(), lower.begin(), lower.end());
    upper_.insert(upper_.end(), upper.begin(), upper.end());
    parts_.push_back(std::move(part));
  }
}

void MixedSpace::make_whole(const Part& part, std::span<double> x) const {
  for (std::size_t i = 0; i < part.count; ++i)
    x[i] = std::clamp(std::round(x[i]), lower_[part.first + i], upper_[part.first + i]);
}

std::vector<Genome> MixedSpace::initial(std::size_t count, const RandomSource& source,
                                        std::uint64_t generation, std::uint64_t first_index) const {
  std::vector<RealVector> points(count, RealVector{std::vector<double>(variables())});
  RandomStream design = source.stream(Purpose::initial_genome, generation, design_index);
  std::vector<RandomStream> streams;
  for (std::size_t k = 0; k < count; ++k)
    streams.push_back(source.stream(Purpose::initial_genome, generation, first_index + k));
  for (const Part& part : parts_) {
    const auto* numbers = std::get_if<Numbers>(&part.content);
    if (numbers != nullptr) draw_block(numbers->block, part.first, points, design, streams);
    for (std::size_t k = 0; k < count; ++k) {
      const auto x = std::span(points[k].values).subspan(part.first, part.count);
      if (numbers == nullptr)
        draw_discrete(std::get<DiscreteBlock>(part.content), x, streams[k]);
      else if (numbers->whole)
        make_whole(part, x);
    }
  }
  return {std::make_move_iterator(points.begin()), std::make_move_iterator(points.end())};
}

Genome MixedSpace::mutated(const Genome& parent, const VariationMoment& moment,
                           RandomStream& rng) const {
  RealVector child = std::get<RealVector>(parent);
  for (const Part& part : parts_) {
    const auto x = std::span(child.values).subspan(part.first, part.count);
    const auto* numbers = std::get_if<Numbers>(&part.content);
    if (numbers == nullptr) {
      mutate_discrete(std::get<DiscreteBlock>(part.content), variables(), moment.progress, x, rng);
      continue;
    }
    const std::vector<double> before(x.begin(), x.end());
    mutate_block(numbers->block, variables(), moment.progress, x, rng);
    if (!numbers->whole) continue;
    const std::vector<double> moved(x.begin(), x.end());
    make_whole(part, x);
    // A step that rounding would undo goes to the neighbour, on the other side at a bound.
    for (std::size_t i = 0; i < part.count; ++i) {
      if (moved[i] == before[i] || x[i] != before[i]) continue;
      const double lower = lower_[part.first + i], upper = upper_[part.first + i];
      const double step = moved[i] > before[i] ? 1.0 : -1.0;
      const double next = x[i] + step;
      x[i] = std::clamp(next < lower || next > upper ? x[i] - step : next, lower, upper);
    }
  }
  return child;
}

std::pair<Genome, Genome> MixedSpace::crossed(const Genome& a, const Genome& b,
                                              const VariationMoment& moment,
                                              RandomStream& rng) const {
  RealVector first = std::get<RealVector>(a), second = std::get<RealVector>(b);
  for (const Part& part : parts_) {
    const auto x = std::span(first.values).subspan(part.first, part.count);
    const auto y = std::span(second.values).subspan(part.first, part.count);
    if (const auto* numbers = std::get_if<Numbers>(&part.content)) {
      cross_block(numbers->block, moment.progress, x, y, rng);
      if (numbers->whole) {
        make_whole(part, x);
        make_whole(part, y);
      }
    } else {
      cross_discrete(std::get<DiscreteBlock>(part.content), moment.progress, x, y, rng);
    }
  }
  return {std::move(first), std::move(second)};
}

bool MixedSpace::same(const Genome& a, const Genome& b) const {
  const auto &x = numbers_of(a), &y = numbers_of(b);
  double squares = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) squares += (x[i] - y[i]) * (x[i] - y[i]);
  return std::sqrt(squares) <= 1e-16;
}

double MixedSpace::distance(const Genome& a, const Genome& b) const {
  const auto &x = numbers_of(a), &y = numbers_of(b);
  double squares = 0.0;
  for (const Part& part : parts_)
    for (std::size_t i = part.first; i < part.first + part.count; ++i) {
      const double range = std::holds_alternative<DiscreteBlock>(part.content)
                               ? std::abs(x[i] - y[i])
                               : upper_[i] - lower_[i];
      const double share = range > 0.0 ? (x[i] - y[i]) / range : 0.0;
      squares += share * share;
    }
  return std::sqrt(squares);
}

std::string MixedSpace::defect(const Genome& genome) const {
  const auto* vector = std::get_if<RealVector>(&genome);
  if (vector == nullptr) return "it is no vector of variables";
  const std::vector<double>& x = vector->values;
  if (x.size() != variables()) return concat(x.size(), " variables instead of ", variables());
  for (const Part& part : parts_) {
    const auto* numbers = std::get_if<Numbers>(&part.content);
    const bool whole = numbers == nullptr || numbers->whole;
    for (std::size_t i = part.first; i < part.first + part.count; ++i) {
      if (!std::isfinite(x[i])) return concat("variable ", i, " is not finite");
      if (whole && x[i] != std::round(x[i])) return concat("variable ", i, " is no whole number");
      if (numbers == nullptr && (x[i] < lower_[i] || x[i] > upper_[i]))
        return concat("variable ", i, " is none of its choices");
    }
  }
  return "";
}

}  // namespace moai
