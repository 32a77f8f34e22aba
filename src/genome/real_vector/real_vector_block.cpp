#include "genome/real_vector/real_vector_block.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "genome/real_vector/operators.h"

namespace moai {
namespace {

using Initial = RealVectorOptions::Initial;
using Crossover = RealVectorOptions::Crossover;
using Mutation = RealVectorOptions::Mutation;

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

double between(const RealVectorBlock& block, std::size_t i, double share) {
  const double lower = block.first_lower.empty() ? block.lower[i] : block.first_lower[i];
  const double upper = block.first_upper.empty() ? block.upper[i] : block.first_upper[i];
  return std::clamp(lower + (upper - lower) * share, lower, upper);
}

}  // namespace

void draw_block(const RealVectorBlock& block, std::size_t first, std::span<RealVector> points,
                RandomStream& design, std::span<RandomStream> streams) {
  const std::size_t count = points.size();
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
}

void mutate_block(const RealVectorBlock& block, std::size_t variables, double progress,
                  std::span<double> x, RandomStream& rng) {
  const RealVectorOptions& options = block.options;
  if (options.mutation == Mutation::uniform_gaussian)
    return mutate_share(block, options.mutation_rate.at(progress),
                        options.mutation_step.at(progress), x, rng);
  const double rate = options.mutated_variables.at(progress) / static_cast<double>(variables);
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

void cross_block(const RealVectorBlock& block, double progress, std::span<double> x,
                 std::span<double> y, RandomStream& rng) {
  const RealVectorOptions& options = block.options;
  if (options.crossover == Crossover::none) return;
  if (!rng.coin(options.crossover_probability.at(progress))) return;
  if (options.crossover == Crossover::sbx)
    cross_sbx(block, options.crossover_index.at(progress), x, y, rng);
  else if (options.crossover == Crossover::arithmetic)
    cross_with_weight(rng.uniform(), x, y);
  else
    cross_with_weight(options.crossover_weight.at(progress), x, y);
}

}  // namespace moai
