#pragma once
// Options of MOEA/D (moead.h): `algorithm: {type: moead, population: 91, divisions: [12],
// decomposition: pbi}`.

#include <cstdint>
#include <vector>

#include "algorithm/moead/scalarising.h"
#include "algorithm/variation.h"
#include "support/options.h"

namespace moai {

struct MoeadOptions {
  static constexpr std::int64_t all = 0;

  std::int64_t population = 100;        ///< weights, and children of a generation
  std::vector<std::int64_t> divisions;  ///< of the weights' layers; empty: as fits
  Variation variation = Variation::recombination;
  Decomposition decomposition = Decomposition::tchebycheff;
  double penalty = 5.0;           ///< of PBI
  std::int64_t neighbours = 20;   ///< T, the place itself included
  double delta = 0.9;             ///< how often the neighbourhood mates and is replaced, in [0,1]
  std::int64_t replacements = 2;  ///< n_r, places that a child takes at most
};

void describe(OptionVisitor& visitor, MoeadOptions& options);

}  // namespace moai
