#include "algorithm/registry.h"

#include <array>
#include <stdexcept>

#include "algorithm/hillclimber/hillclimber_description.h"
#include "algorithm/moead/moead_description.h"
#include "algorithm/move/move_description.h"
#include "algorithm/nsga2/nsga2_description.h"
#include "algorithm/nsga3/nsga3_description.h"
#include "algorithm/omni/omni_description.h"

namespace moai {

std::span<const AlgorithmKind> algorithms() {
  static constexpr std::array table = {
      move_kind,  hillclimber_kind, random_search_kind, nsga2_kind,
      nsga3_kind, omni_kind,        moead_kind,
  };
  return table;
}

std::unique_ptr<Algorithm> AlgorithmDescription::make_shard(const AlgorithmContext&,
                                                            ShardPeers&) const {
  throw std::logic_error("this algorithm cannot be sharded");
}

void describe(OptionVisitor& visitor, AlgorithmOptions& options) {
  options.describe(visitor, "algorithm", "how to search");
}

}  // namespace moai
