#include "genome/mixed/discrete_block.h"

#include <array>
#include <utility>

namespace moai {

void describe(OptionVisitor& visitor, DiscreteOptions& options) {
  static constexpr auto crossover = enum_words<DiscreteOptions::Crossover::one_point>(
      {{"none", "children are mutated copies"},
       {"uniform", "each variable from the one parent or the other"},
       {"one_point",
        "the variables before a random place from one parent, the rest from "
        "the other"}});
  visitor.enumeration("crossover", options.crossover, crossover, "how two parents are combined");
  visitor.scheduled("crossover_probability", options.crossover_probability, {0.0, 1.0},
                    "probability that a mating recombines at all; otherwise children are copies");
  visitor.scheduled("mutated_variables", options.mutated_variables, {0.0, 1e9},
                    "variables that are mutated in a child on average, if all blocks say the same "
                    "(1 of n: a rate of 1/n)");
}

void draw_discrete(const DiscreteBlock& block, std::span<double> x, RandomStream& rng) {
  for (double& value : x) value = rng.below(block.choices);
}

void mutate_discrete(const DiscreteBlock& block, std::size_t variables, double progress,
                     std::span<double> x, RandomStream& rng) {
  if (block.choices < 2) return;
  const double rate = block.options.mutated_variables.at(progress) / static_cast<double>(variables);
  for (double& value : x) {
    if (!rng.coin(rate)) continue;
    const std::uint32_t other = rng.below(block.choices - 1);
    value = other < value ? other : other + 1;
  }
}

void cross_discrete(const DiscreteBlock& block, double progress, std::span<double> x,
                    std::span<double> y, RandomStream& rng) {
  using Crossover = DiscreteOptions::Crossover;
  const DiscreteOptions& options = block.options;
  if (options.crossover == Crossover::none) return;
  if (!rng.coin(options.crossover_probability.at(progress))) return;
  if (options.crossover == Crossover::uniform) {
    for (std::size_t i = 0; i < x.size(); ++i)
      if ((rng.bits() & 1u) != 0) std::swap(x[i], y[i]);
  } else if (x.size() > 1) {
    const std::size_t cut = 1 + rng.below(static_cast<std::uint32_t>(x.size() - 1));
    for (std::size_t i = cut; i < x.size(); ++i) std::swap(x[i], y[i]);
  }
}

}  // namespace moai
