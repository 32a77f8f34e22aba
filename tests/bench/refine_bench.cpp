// What a gradient step costs against an evaluation of the same 100 networks without gradients:
// drawing, objectives, and back to the weights.
//
//   OMP_NUM_THREADS=1 bench_refine --benchmark_filter='set/'
//
// Processor seconds, the least of several rounds that alternate between the two.
#include <ATen/Parallel.h>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <functional>

#include "objective/registry.h"
#include "problem/image_match/torch/image_match.h"
#include "support/heap.h"
#include "tests/support/cppn_samples.h"

namespace moai {
namespace {

constexpr std::size_t networks = 100;

Image target(std::int64_t side) {
  Image image{side, side, {}};
  for (std::int64_t i = 0; i < 3 * side * side; ++i)
    image.values.push_back(
        static_cast<float>(0.5 + 0.5 * std::sin(0.01 * static_cast<double>(i % (side * side)))));
  return image;
}

double seconds(const std::function<void()>& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void step(benchmark::State& state, const std::vector<ObjectiveOptions>& objectives,
          std::int64_t side) {
  ImageMatchOptions options;
  options.size = {side, side};
  options.objectives = objectives;
  options.normalisation.images = 10;
  const ImageMatch problem(options, {}, target(side));
  const auto samples = sample_networks(options.genome.as<CppnOptions>(), networks, 0, 10);
  const std::vector<Genome> genomes(samples.begin(), samples.end());
  std::vector<const Genome*> pointers;
  for (const Genome& genome : genomes) pointers.push_back(&genome);
  const auto refine = [&](std::int64_t steps) {
    Descent descent{steps, 1e-9, 1000, 0.0, 0.0};
    problem.refined({pointers, Matrix(networks, problem.objectives().size(), 1.0), descent});
  };
  double plain = 1e9, one = 1e9, three = 1e9;
  for (auto _ : state) {
    for (int round = 0; round < 2; ++round) {
      plain = std::min(plain, seconds([&] { problem.evaluate(pointers); }));
      one = std::min(one, seconds([&] { refine(1); }));
      three = std::min(three, seconds([&] { refine(3); }));
    }
  }
  state.counters["evaluation_s"] = plain;
  state.counters["step_s"] = (three - one) / 2.0;
  state.counters["ratio"] = (three - one) / 2.0 / plain;
  state.counters["threads"] = at::get_num_threads();
}

ObjectiveOptions of_type(std::size_t type) {
  ObjectiveOptions options;
  options.type = type;
  return options;
}

void add(const std::string& name, const std::vector<ObjectiveOptions>& chosen, std::int64_t side) {
  benchmark::RegisterBenchmark((name + "/" + std::to_string(side)).c_str(),
                               [=](benchmark::State& state) { step(state, chosen, side); })
      ->Iterations(1);
}

}  // namespace
}  // namespace moai

int main(int argc, char** argv) {
  using namespace moai;
  keep_freed_memory();
  std::vector<ObjectiveOptions> classical, all;
  for (std::size_t i = 0; i < torchscript_index(); ++i) {
    all.push_back(of_type(i));
    if (!objectives()[i].needs_vgg16) classical.push_back(of_type(i));
  }
  for (const std::int64_t side : {33, 100}) {
    for (const ObjectiveOptions& one : all)
      add("objective/" + std::string(objectives()[one.type].name), {one}, side);
    add("set/classical", classical, side);
    add("set/all", all, side);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
