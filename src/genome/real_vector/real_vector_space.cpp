#include "genome/real_vector/real_vector_space.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "genome/real_vector/operators.h"
#include "support/text.h"

namespace moai {
namespace {

using Initial = RealVectorOptions::Initial;
using Crossover = RealVectorOptions::Crossover;
using Mutation = RealVectorOptions::Mutation;

// A design draws all genomes together; its stream is the last index, which no genome has.
constexpr std::uint64_t design_index = std::numeric_limits<std::uint32_t>::max();

std::span<const double> values_of(const Genome& genome) {
  return std::get<RealVector>(genome).values;
}

void cross_sbx(const RealVectorBlock& block, double index, std::span<double> a, std::span<double> b,
               RandomStream& rng) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::uint32_t coins = rng.bits();
    if ((coins & 1u) == 0 || std::abs(a[i] - b[i]) <= 1e-14) continue;
    const auto [below, above] =
        sbx_children(a[i], b[i], block.lower[i], block.upper[i], index, rng.uniform());
    const bool swap = (coins & 2u) != 0;
    a[i] = swap ? above : below;
    b[i] = swap ? below : above;
  }
}

void cross_with_weight(double weight, std::span<double> a, std::span<double> b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = a[i], y = b[i];
    // Rounding may leave the interval between the parents, and so the bounds.
    a[i] = std::clamp(weight * x + (1.0 - weight) * y, std::min(x, y), std::max(x, y));
    b[i] = std::clamp(weight * y + (1.0 - weight) * x, std::min(x, y), std::max(x, y));
  }
}

// A share of the variables, rounded down to a whole number of them, wherever they are: the "uniform
// Gaussian mutation" of embeddings in the library evolutionary-diffusion (github.com/malthee).
void mutate_share(const RealVectorBlock& block, double rate, double step, std::span<double> x,
                  RandomStream& rng) {
  const auto count = static_cast<std::size_t>(rate * static_cast<double>(x.size()));
  std::vector<std::uint32_t> order(x.size());
  std::iota(order.begin(), order.end(), 0u);
  for (std::size_t k = 0; k < count; ++k) {  // the first steps of a Fisher-Yates shuffle
    std::swap(order[k], order[k + rng.below(static_cast<std::uint32_t>(x.size() - k))]);
    const std::size_t i = order[k];
    x[i] = std::clamp(x[i] + step * rng.normal(), block.lower[i], block.upper[i]);
  }
}

void mutate_block(const RealVectorBlock& block, double progress, std::span<double> x,
                  RandomStream& rng) {
  const RealVectorOptions& options = block.options;
  if (options.mutation == Mutation::uniform_gaussian)
    return mutate_share(block, options.mutation_rate.at(progress),
                        options.mutation_step.at(progress), x, rng);
  const double rate = options.mutated_variables.at(progress) / static_cast<double>(x.size());
  const double index = options.mutation_index.at(progress);
  const double strength = options.mutation_strength.at(progress);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!rng.coin(rate)) continue;
    const double lower = block.lower[i], upper = block.upper[i];
    if (options.mutation == Mutation::gaussian)
      x[i] = std::clamp(x[i] + strength * (upper - lower) * rng.normal(), lower, upper);
    else if (upper > lower)
      x[i] = polynomially_mutated(x[i], lower, upper, index, rng.uniform());
  }
}

double between(const RealVectorBlock& block, std::size_t i, double share) {
  const double lower = block.first_lower.empty() ? block.lower[i] : block.first_lower[i];
  const double upper = block.first_upper.empty() ? block.upper[i] : block.first_upper[i];
  return std::clamp(lower + (upper - lower) * share, lower, upper);
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
    for (std::size_t i = 0; i < block.lower.size(); ++i) {
      if (block.options.initial == Initial::latin_hypercube) {
        const auto strata = design.permutation(static_cast<std::uint32_t>(count));
        for (std::size_t k = 0; k < count; ++k)
          points[k].values[first + i] =
              between(block, i, (strata[k] + design.uniform()) / static_cast<double>(count));
      } else {
        for (std::size_t k = 0; k < count; ++k)
          points[k].values[first + i] = between(block, i, streams[k].uniform());
      }
    }
    first += block.lower.size();
  }
  return {std::make_move_iterator(points.begin()), std::make_move_iterator(points.end())};
}

Genome RealVectorSpace::mutated(const Genome& parent, const VariationMoment& moment,
                                RandomStream& rng) const {
  RealVector child = std::get<RealVector>(parent);
  std::size_t first = 0;
  for (const RealVectorBlock& block : blocks_) {
    mutate_block(block, moment.progress, std::span(child.values).subspan(first, block.lower.size()),
                 rng);
    first += block.lower.size();
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
    const auto x = std::span(first_child.values).subspan(first, count);
    const auto y = std::span(second_child.values).subspan(first, count);
    first += count;
    const RealVectorOptions& options = block.options;
    if (options.crossover == Crossover::none) continue;
    if (!rng.coin(options.crossover_probability.at(moment.progress))) continue;
    if (options.crossover == Crossover::sbx)
      cross_sbx(block, options.crossover_index.at(moment.progress), x, y, rng);
    else if (options.crossover == Crossover::arithmetic)
      cross_with_weight(rng.uniform(), x, y);
    else
      cross_with_weight(options.crossover_weight.at(moment.progress), x, y);
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
