#include "algorithm/population/duplicates.h"

#include <algorithm>

#include "algorithm/pareto/order.h"
#include "genome/genome_key.h"

namespace moai {
std::vector<std::uint32_t> duplicates(const GenomeSpace& space,
                                      std::span<const Genome* const> known,
                                      std::span<const Genome* const> candidates) {
  std::vector<const Genome*> genomes(known.begin(), known.end());
  genomes.insert(genomes.end(), candidates.begin(), candidates.end());
  std::vector<double> keys;
  keys.reserve(genomes.size());
  for (const Genome* genome : genomes) keys.push_back(genome_key(*genome));
  std::vector<std::uint32_t> order;
  DescendingOrder().sort(keys, order);

  std::vector<std::uint32_t> result;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double reach = keys[order[i]] - genome_key_tolerance(keys[order[i]]);
    for (std::size_t j = i + 1; j < order.size() && keys[order[j]] >= reach; ++j) {
      const std::uint32_t later = std::max(order[i], order[j]);
      if (later >= known.size() && space.same(*genomes[order[i]], *genomes[order[j]]))
        result.push_back(later - static_cast<std::uint32_t>(known.size()));
    }
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

}  // namespace moai
