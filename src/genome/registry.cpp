#include "genome/registry.h"

#include <array>

#include "genome/cppn/cppn_description.h"
#include "genome/real_vector/blocks_description.h"

namespace moai {

std::span<const GenomeKind> genomes() {
  static constexpr std::array table = {
      cppn_kind,
      blocks_kind,
  };
  return table;
}

void describe(OptionVisitor& visitor, GenomeOptions& options) {
  options.describe(visitor, "genome", "how an individual is represented");
}

}  // namespace moai
