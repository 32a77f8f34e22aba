#pragma once
// Options of NSGA-III (nsga3.h): `algorithm: {type: nsga3, population: 92, divisions: [12]}`.

#include <cstdint>
#include <vector>

#include "algorithm/population/population_options.h"

namespace moai {

struct Nsga3Options {
  PopulationOptions common;
  Tournament tournament = Tournament::violation;
  std::vector<std::int64_t> divisions;  ///< of the reference points' layers; empty: as fits
};

void describe(OptionVisitor& visitor, Nsga3Options& options);

}  // namespace moai
