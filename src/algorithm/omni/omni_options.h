#pragma once
// Options of the Omni-Optimizer (omni.h): `algorithm: {type: omni, population: 1000, delta:
// 0.001}`.

#include <cstdint>

#include "algorithm/population/population_options.h"
#include "support/schedule.h"

namespace moai {

struct OmniOptions {
  enum class Mating : std::uint8_t { nearest, random };
  enum class VariableSpace : std::uint8_t { place, genotype };

  PopulationOptions common;
  Schedule delta = 0.001;  ///< slack of the loose dominance, as a share of each objective's range
  bool objective_crowding = true;
  bool variable_crowding = true;
  VariableSpace variable_space = VariableSpace::place;
  Mating mating = Mating::nearest;
  Tournament tournament = Tournament::dominance;
};

void describe(OptionVisitor& visitor, OmniOptions& options);

}  // namespace moai
