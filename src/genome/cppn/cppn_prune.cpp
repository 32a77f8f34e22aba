#include "genome/cppn/cppn_prune.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace moai {

CppnGenome pruned(CppnGenome genome, double threshold, std::size_t fixed) {
  std::erase_if(genome.connections, [threshold](const CppnConnection& connection) {
    return std::abs(connection.weight) < threshold;
  });
  std::set<std::uint64_t> linked;
  for (const CppnConnection& connection : genome.connections) {
    linked.insert(connection.source);
    linked.insert(connection.target);
  }
  const auto hidden =
      genome.nodes.begin() + static_cast<std::ptrdiff_t>(std::min(fixed, genome.nodes.size()));
  genome.nodes.erase(
      std::remove_if(hidden, genome.nodes.end(),
                     [&linked](const CppnNode& node) { return !linked.contains(node.id); }),
      genome.nodes.end());
  return genome;
}

}  // namespace moai
