#pragma once
// What a user chooses of the hillclimber and of random search, the paper's baselines.
//
//   algorithm: {type: hillclimber, objective: ssim, children: 7}
//   algorithm: {type: random_search, children: 100}

#include <cstdint>
#include <string>

#include "support/options.h"

namespace moai {

struct HillclimberOptions {
  std::string objective = "all";  ///< a name, or `all`: the mean of the normalised objectives
  std::int64_t children = 100;    ///< in every generation
};

void describe(OptionVisitor& visitor, HillclimberOptions& options);

}  // namespace moai
