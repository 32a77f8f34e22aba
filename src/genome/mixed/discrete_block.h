#pragma once
// Variables that are one of a few choices, without an order: categories, and bits, which have two.
// Values are 0, 1 ... as whole numbers.
//
//   DiscreteBlock bits{20, 2, {}};
//   mutate_discrete(bits, 20, 0.5, x, rng);      // each bit flipped with a probability of 1/20
//
// Operators: uniform and one-point crossover (G. Syswerda, ICGA 1989; J. H. Holland, 1975), reset
// of a category to another one, flip of a bit (T. Baeck, Evolutionary Algorithms in Theory and
// Practice, 1996).

#include <cstddef>
#include <cstdint>
#include <span>

#include "support/options.h"
#include "support/random.h"
#include "support/schedule.h"

namespace moai {

struct DiscreteOptions {
  enum class Crossover : std::uint8_t { none, uniform, one_point };

  Crossover crossover = Crossover::uniform;
  Schedule crossover_probability = 0.9;
  Schedule mutated_variables = 1.0;  ///< expected number a child, over all variables of the genome
};

/// Visits the keys of a block.
void describe(OptionVisitor& visitor, DiscreteOptions& options);

struct DiscreteBlock {
  std::size_t count = 1;      ///< variables
  std::uint32_t choices = 2;  ///< of each
  DiscreteOptions options = {};
};

void draw_discrete(const DiscreteBlock& block, std::span<double> x, RandomStream& rng);

/// `variables`: of the whole genome, over which the expected number of mutations is spread.
void mutate_discrete(const DiscreteBlock& block, std::size_t variables, double progress,
                     std::span<double> x, RandomStream& rng);

/// x, y: the block's variables of two parents, which become those of their children.
void cross_discrete(const DiscreteBlock& block, double progress, std::span<double> x,
                    std::span<double> y, RandomStream& rng);

}  // namespace moai
