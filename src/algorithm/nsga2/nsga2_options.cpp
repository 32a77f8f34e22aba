#include "algorithm/nsga2/nsga2_options.h"

namespace moai {

void describe(OptionVisitor& visitor, Nsga2Options& options) {
  describe_population(visitor, options.common);
  describe_tournament(visitor, options.tournament);
}

}  // namespace moai
