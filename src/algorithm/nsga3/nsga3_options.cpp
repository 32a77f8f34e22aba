#include "algorithm/nsga3/nsga3_options.h"

#include "algorithm/reference/reference_points.h"

namespace moai {

void describe(OptionVisitor& visitor, Nsga3Options& options) {
  describe_population(visitor, options.common);
  describe_tournament(visitor, options.tournament);
  describe_divisions(visitor, options.divisions);
}

}  // namespace moai
