#include "algorithm/population/duplicates.h"

#include <algorithm>

#include "genome/genome_key.h"

namespace moai {
namespace {

struct Entry {
  double key;
  std::uint32_t position;  // the known ones first, then the candidates
  const Genome* genome;
};

}  // namespace

std::vector<std::uint32_t> duplicates(const GenomeSpace& space,
                                      std::span<const Genome* const> known,
                                      std::span<const Genome* const> candidates) {
  std::vector<Entry> entries;
  entries.reserve(known.size() + candidates.size());
  for (const auto genomes : {known, candidates})
    for (const Genome* genome : genomes)
      entries.push_back({genome_key(*genome), static_cast<std::uint32_t>(entries.size()), genome});
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.key != b.key ? a.key < b.key : a.position < b.position;
  });

  std::vector<std::uint32_t> result;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const double reach = entries[i].key + genome_key_tolerance(entries[i].key);
    for (std::size_t j = i + 1; j < entries.size() && entries[j].key <= reach; ++j) {
      const std::uint32_t later = std::max(entries[i].position, entries[j].position);
      if (later >= known.size() && space.same(*entries[i].genome, *entries[j].genome))
        result.push_back(later - static_cast<std::uint32_t>(known.size()));
    }
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

}  // namespace moai
