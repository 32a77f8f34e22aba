#pragma once
// Random and evolved CPPNs for tests and benchmarks.

#include <vector>

#include "genome/cppn/cppn_space.h"

namespace moai {

/// `count` random networks, each mutated `mutations` times, and on until it has `least_nodes`.
inline std::vector<CppnGenome> sample_networks(const CppnOptions& options, std::size_t count,
                                               std::uint64_t mutations,
                                               std::size_t least_nodes = 0) {
  const CppnSpace space(options);
  const RandomSource source{11, 0, 0};
  std::vector<CppnGenome> networks;
  std::uint64_t k = 0;
  for (Genome& genome : space.initial(count, source, 0, 0)) {
    for (std::uint64_t step = 0;
         step < mutations || std::get<CppnGenome>(genome).nodes.size() < least_nodes; ++step) {
      RandomStream rng = source.stream(Purpose::mutation, step, k);
      genome = space.mutated(genome, {IndividualId(0, step, k), 0.0}, rng);
    }
    networks.push_back(std::get<CppnGenome>(genome));
    ++k;
  }
  return networks;
}

inline std::vector<const CppnGenome*> pointers(const std::vector<CppnGenome>& genomes) {
  std::vector<const CppnGenome*> result;
  for (const CppnGenome& genome : genomes) result.push_back(&genome);
  return result;
}

}  // namespace moai
