// If this finds something, a network from a damaged file passes the check and then crashes moai or
// cannot be evaluated, or one that varies as usual stops being a sound network.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>

#include "genome/cppn/cppn_graph.h"
#include "genome/cppn/cppn_plan.h"
#include "genome/cppn/cppn_space.h"

namespace moai {
namespace {

CppnGenome network(FuzzedDataProvider& data, std::size_t fixed) {
  CppnGenome genome;
  const auto hidden = data.ConsumeIntegralInRange<std::size_t>(0, 6);
  // Mostly well formed: what is nonsense throughout is refused at once and shows nothing.
  const bool wild = data.ConsumeIntegralInRange(0, 7) == 0;
  const auto id = [&](std::size_t i) {
    return wild ? data.ConsumeIntegral<std::uint64_t>() : static_cast<std::uint64_t>(i);
  };
  for (std::size_t i = 0; i < fixed + hidden; ++i)
    genome.nodes.push_back({id(i), static_cast<Activation>(data.ConsumeIntegralInRange(0, 8)),
                            data.ConsumeFloatingPointInRange<float>(-9.0f, 9.0f)});
  while (data.remaining_bytes() > 4) {
    CppnConnection connection;
    connection.source = data.ConsumeIntegralInRange<std::uint64_t>(0, fixed + hidden);
    connection.target = data.ConsumeIntegralInRange<std::uint64_t>(0, fixed + hidden);
    connection.enabled = data.ConsumeBool();
    connection.weight = static_cast<float>(data.ConsumeIntegral<std::int8_t>());
    genome.connections.push_back(connection);
  }
  if (!wild) {
    const auto less = [](const CppnConnection& a, const CppnConnection& b) {
      return std::pair(a.source, a.target) < std::pair(b.source, b.target);
    };
    const auto same = [](const CppnConnection& a, const CppnConnection& b) {
      return a.source == b.source && a.target == b.target;
    };
    auto& all = genome.connections;
    std::sort(all.begin(), all.end(), less);
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
  }
  return genome;
}

void require(bool condition) {
  if (!condition) __builtin_trap();
}

void try_network(FuzzedDataProvider& data) {
  CppnOptions options;
  options.crossover = CppnCrossover::gene_identity;
  const std::size_t inputs = cppn_inputs(options), outputs = cppn_outputs(options);
  const CppnSpace space(options);
  const std::uint32_t seed = data.ConsumeIntegral<std::uint32_t>();
  const Genome genome = network(data, inputs + outputs);
  if (!space.defect(genome).empty()) return;
  const LiveGraph graph = live_graph(std::get<CppnGenome>(genome), inputs, outputs);
  require(graph.level.size() == std::get<CppnGenome>(genome).nodes.size());
  RandomStream rng = RandomSource{seed, 0, 0}.stream(Purpose::mutation);
  Genome child = genome;
  for (std::uint64_t step = 0; step < 8; ++step) {
    child = space.mutated(child, {IndividualId(0, step, 1), 0.5}, rng);
    require(space.defect(child).empty());
  }
  const auto [first, second] = space.crossed(genome, child, {IndividualId(0, 9, 1), 0.5}, rng);
  require(space.defect(first).empty() && space.defect(second).empty());
  require(space.distance(genome, child) == space.distance(child, genome));
}

}  // namespace
}  // namespace moai

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  moai::try_network(data);
  return 0;
}
