#pragma once
// How real vectors are made and varied; bounds come from whoever owns the variables (a problem).
//
//   RealVectorOptions options;                 // Deb's bounded SBX and polynomial mutation
//   options.crossover_index = Schedule(15.0);
//
// Every number that variation uses may be a Schedule. Operators: operators.h.

#include <cstdint>

#include "support/options.h"
#include "support/schedule.h"

namespace moai {

struct RealVectorOptions {
  enum class Initial : std::uint8_t { uniform, latin_hypercube };
  enum class Crossover : std::uint8_t { none, sbx, arithmetic, weighted };
  enum class Mutation : std::uint8_t { polynomial, gaussian, uniform_gaussian };

  Initial initial = Initial::uniform;
  Crossover crossover = Crossover::sbx;
  Schedule crossover_probability = 0.9;
  Schedule crossover_index = 15.0;  ///< SBX: the larger, the nearer to the parents
  Schedule crossover_weight = 0.5;  ///< weighted: of the parent that a child is nearer to
  Mutation mutation = Mutation::polynomial;
  Schedule mutated_variables = 1.0;  ///< expected number a child: the rate is this over their count
  Schedule mutation_index = 20.0;    ///< polynomial: the larger, the smaller the step
  Schedule mutation_strength = 0.1;  ///< Gaussian: standard deviation over the variable's range
  Schedule mutation_rate = 0.1;      ///< uniform Gaussian: share of the variables
  Schedule mutation_step = 1.0;      ///< uniform Gaussian: standard deviation
};

/// Visits the keys of a `genome:` mapping (or of one block of it).
void describe(OptionVisitor& visitor, RealVectorOptions& options);

}  // namespace moai
