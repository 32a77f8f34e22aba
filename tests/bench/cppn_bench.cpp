// Images per second of the batched renderer, and of the node-by-node evaluation, for 100 random
// CPPNs and for 100 that evolved to at least 30 nodes, at several sizes; and the cost of gradients.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <benchmark/benchmark.h>

#include "genome/cppn/torch/cppn_renderer.h"
#include "tests/support/cppn_oracle.h"
#include "tests/support/cppn_samples.h"

namespace moai {
namespace {

std::vector<CppnGenome> networks(bool evolved) {
  CppnOptions options;
  if (evolved) {
    options.mutation.add_node = 0.3;
    options.mutation.add_connection = 0.3;
  }
  return sample_networks(options, 100, 0, evolved ? 30 : 0);
}

void count_images(benchmark::State& state, const std::vector<CppnGenome>& genomes) {
  std::size_t nodes = 0, connections = 0;
  for (const CppnGenome& genome : genomes) {
    nodes += genome.nodes.size();
    connections += genome.connections.size();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(genomes.size()));
  state.counters["nodes"] = static_cast<double>(nodes) / static_cast<double>(genomes.size());
  state.counters["connections"] =
      static_cast<double>(connections) / static_cast<double>(genomes.size());
}

void batched(benchmark::State& state, bool evolved) {
  at::set_num_threads(1);
  const c10::InferenceMode mode;
  const auto genomes = networks(evolved);
  const auto all = pointers(genomes);
  const CppnRenderer renderer(CppnOptions{}, "cpu", RandomSource{});
  for (auto _ : state) benchmark::DoNotOptimize(renderer.draw(all, state.range(0), state.range(0)));
  count_images(state, genomes);
}

void node_by_node(benchmark::State& state, bool evolved) {
  at::set_num_threads(1);
  const c10::InferenceMode mode;
  const auto genomes = networks(evolved);
  const std::int64_t size = state.range(0);
  const at::Tensor coordinates =
      CppnRenderer(CppnOptions{}, "cpu", RandomSource{}).coordinates(size, size);
  for (auto _ : state)
    for (const CppnGenome& genome : genomes)
      benchmark::DoNotOptimize(oracle::picture(genome, coordinates, size, size));
  count_images(state, genomes);
}

void with_gradient(benchmark::State& state, bool evolved) {
  at::set_num_threads(1);
  const auto genomes = networks(evolved);
  const CppnRenderer renderer(CppnOptions{}, "cpu", RandomSource{});
  const CppnDrawing drawing = renderer.prepare(pointers(genomes));
  at::Tensor weights = drawing.weights();
  weights.requires_grad_(true);
  for (auto _ : state) {
    renderer.draw(drawing, weights, state.range(0), state.range(0)).sum().backward();
    benchmark::DoNotOptimize(weights.grad());
  }
  count_images(state, genomes);
}

void sizes(benchmark::internal::Benchmark* b) {
  b->Arg(33)->Arg(64)->Arg(128)->Arg(256)->Unit(benchmark::kMillisecond);
}

BENCHMARK_CAPTURE(batched, random, false)->Apply(sizes);
BENCHMARK_CAPTURE(node_by_node, random, false)->Apply(sizes);
BENCHMARK_CAPTURE(batched, evolved, true)->Apply(sizes);
BENCHMARK_CAPTURE(node_by_node, evolved, true)->Apply(sizes);
BENCHMARK_CAPTURE(with_gradient, random, false)->Arg(33)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(with_gradient, evolved, true)->Arg(33)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace moai

BENCHMARK_MAIN();
