#include "genome/real_vector/real_vector_space.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "support/text.h"

namespace moai {
namespace {

std::span<const double> values_of(const Genome& genome) {
  return std::get<RealVector>(genome).values;
}

}  // namespace

RealVectorSpace::RealVectorSpace(std::vector<RealVectorBlock> blocks) : blocks_(std::move(blocks)) {
  for (const RealVectorBlock& block : blocks_) {
    if (block.lower.size() != block.upper.size())
      throw std::logic_error("RealVectorSpace: lower and upper bounds differ in number");
    for (std::size_t i = 0; i < block.lower.size(); ++i)
      if (!(block.lower[i] <= block.upper[i]))
        throw std::logic_error("RealVectorSpace: an upper bound is below its lower bound");
    for (const auto* first : {&block.first_lower, &block.first_upper})
      if (!first->empty() && first->size() != block.lower.size())
        throw std::logic_error("RealVectorSpace: first values and bounds differ in number");
    variables_ += block.lower.size();
  }
  if (variables_ == 0) throw std::logic_error("RealVectorSpace: no variables");
}

std::vector<Genome> RealVectorSpace::initial(std::size_t count, const RandomSource& source,
                                             std::uint64_t generation,
                                             std::uint64_t first_index) const {
  std::vector<RealVector> points(count, RealVector{std::vector<double>(variables_)});
  RandomStream design = source.stream(Purpose::initial_genome, generation, design_index);
  std::vector<RandomStream> streams;
  for (std::size_t k = 0; k < count; ++k)
    streams.push_back(source.stream(Purpose::initial_genome, generation, first_index + k));

  std::size_t first = 0;
  for (const RealVectorBlock& block : blocks_) {
    draw_block(block, first, points, design, streams);
    first += block.lower.size();
  }
  return {std::make_move_iterator(points.begin()), std::make_move_iterator(points.end())};
}

Genome RealVectorSpace::mutated(const Genome& parent, const VariationMoment& moment,
                                RandomStream& rng) const {
  RealVector child = std::get<RealVector>(parent);
  std::size_t first = 0;
  for (const RealVectorBlock& block : blocks_) {
    const std::size_t count = block.lower.size();
    mutate_block(block, count, moment.progress, std::span(child.values).subspan(first, count), rng);
    first += count;
  }
  return child;
}

std::pair<Genome, Genome> RealVectorSpace::crossed(const Genome& a, const Genome& b,
                                                   const VariationMoment& moment,
                                                   RandomStream& rng) const {
  RealVector first_child = std::get<RealVector>(a), second_child = std::get<RealVector>(b);
  std::size_t first = 0;
  for (const RealVectorBlock& block : blocks_) {
    const std::size_t count = block.lower.size();
    cross_block(block, moment.progress, std::span(first_child.values).subspan(first, count),
                std::span(second_child.values).subspan(first, count), rng);
    first += count;
  }
  return {std::move(first_child), std::move(second_child)};
}

bool RealVectorSpace::same(const Genome& a, const Genome& b) const {
  const auto x = values_of(a), y = values_of(b);
  double squares = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) squares += (x[i] - y[i]) * (x[i] - y[i]);
  return std::sqrt(squares) <= 1e-16;
}

std::string RealVectorSpace::defect(const Genome& genome) const {
  const auto* vector = std::get_if<RealVector>(&genome);
  if (vector == nullptr) return "it is no real vector";
  if (vector->values.size() != variables_)
    return concat(vector->values.size(), " variables instead of ", variables_);
  for (std::size_t i = 0; i < variables_; ++i)
    if (!std::isfinite(vector->values[i])) return concat("variable ", i, " is not finite");
  return "";
}

double RealVectorSpace::distance(const Genome& a, const Genome& b) const {
  const auto x = values_of(a), y = values_of(b);
  double squares = 0.0;
  std::size_t first = 0;
  for (const RealVectorBlock& block : blocks_) {
    for (std::size_t i = 0; i < block.lower.size(); ++i) {
      const double range = block.upper[i] - block.lower[i];
      const double part = range > 0.0 ? (x[first + i] - y[first + i]) / range : 0.0;
      squares += part * part;
    }
    first += block.lower.size();
  }
  return std::sqrt(squares);
}

}  // namespace moai
