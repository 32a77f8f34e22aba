#pragma once
// Options of NSGA-II (nsga2.h): `algorithm: {type: nsga2, population: 100}`.

#include "algorithm/population/population_options.h"

namespace moai {

struct Nsga2Options {
  PopulationOptions common;
  Tournament tournament = Tournament::rank;
};

void describe(OptionVisitor& visitor, Nsga2Options& options);

}  // namespace moai
