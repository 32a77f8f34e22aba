// Images per second of the objectives: each alone, the classical eleven, and all fourteen.
//
//   OMP_NUM_THREADS=1 bench_objective --benchmark_filter='set/all/33/'
//
// One iteration is a batch of 100. "gemm_share" is the share of the machine's speed in a large
// matrix product, measured in the same run, that the VGG16 convolutions reach. Run it under one and
// two threads.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <ctime>
#include <functional>

#include "objective/registry.h"
#include "objective/torch/objective_set.h"
#include "objective/torch/vgg16.h"
#include "objective/torch/vgg_pass.h"
#include "support/heap.h"

namespace {

using namespace moai;

constexpr std::int64_t batch_size = 100;

at::Tensor pictures(std::int64_t count, std::int64_t side) {
  at::manual_seed(1);
  return at::upsample_bilinear2d(at::rand({count, 3, 9, 9}), {side, side}, false).contiguous();
}

Image target(std::int64_t side) {
  const at::Tensor x = pictures(batch_size + 1, side)[batch_size].contiguous();
  return {side, side, {x.data_ptr<float>(), x.data_ptr<float>() + x.numel()}};
}

double peak_memory_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

void evaluate(benchmark::State& state, const std::vector<ObjectiveOptions>& chosen,
              std::int64_t side, const char* precision) {
  const ObjectiveSet set(target(side), chosen, {}, {"cpu", precision});
  const at::Tensor images = pictures(batch_size, side);
  for (auto _ : state) benchmark::DoNotOptimize(set.evaluate(images));
  state.counters["images/s"] = benchmark::Counter(static_cast<double>(batch_size),
                                                  benchmark::Counter::kIsIterationInvariantRate);
  state.counters["MiB"] = peak_memory_mib();
  state.counters["threads"] = at::get_num_threads();
}

// Processor seconds, the best of ten: other programs on the machine do not count.
double seconds(const std::function<void()>& work) {
  work();
  double best = 1e9;
  for (int i = 0; i < 10; ++i) {
    const std::clock_t start = std::clock();
    work();
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

// Floating-point operations of the 13 convolutions of one image.
double vgg_operations(std::int64_t side) {
  double sum = 0.0;
  std::int64_t in = 3;
  for (int n = 1; n <= vgg_convolutions; ++n) {
    if (n == 3 || n == 5 || n == 8 || n == 11) side /= 2;
    sum += 18.0 * static_cast<double>(in * vgg16_channels(n) * side * side);
    in = vgg16_channels(n);
  }
  return sum;
}

void vgg_share(benchmark::State& state, std::int64_t side) {
  const c10::InferenceMode inference;
  const Vgg16 vgg(seeded_vgg16(0), "cpu", "float32");
  const std::int64_t batch = std::max<std::int64_t>(1, 10 * 33 * 33 / (side * side));
  const at::Tensor images = pictures(batch, side);
  const at::Tensor a = at::rand({1024, 1024}), b = at::rand({1024, 1024});
  for (auto _ : state) {
    const double gemm = 2.0 * 1024.0 * 1024.0 * 1024.0 / seconds([&] { at::mm(a, b); });
    const double pass = vgg_operations(side) * static_cast<double>(batch) / seconds([&] {
                          ImageAnalysis analysis(images, &vgg);
                          VggPass(analysis, Pooling::max).block(vgg_blocks);
                        });
    state.counters["gemm_gflops"] = gemm * 1e-9;
    state.counters["vgg_gflops"] = pass * 1e-9;
    state.counters["gemm_share"] = pass / gemm;
  }
}

// Of the pairs of pictures, how many a cheaper precision of VGG16 puts in another order.
void ranking(benchmark::State& state, const ObjectiveOptions& one, std::int64_t side,
             const char* precision) {
  const at::Tensor images = pictures(batch_size, side);
  for (auto _ : state) {
    const auto values = [&](const char* how) {
      const ObjectiveSet set(target(side), {one}, {}, {"cpu", how});
      return set.evaluate(images).flatten();
    };
    const at::Tensor exact = values("float32"), rough = values(precision);
    const at::Tensor a = (exact.unsqueeze(0) - exact.unsqueeze(1)).sign();
    const at::Tensor b = (rough.unsqueeze(0) - rough.unsqueeze(1)).sign();
    state.counters["pairs_reordered"] = (a * b < 0).to(at::kFloat).mean().item<double>();
    state.counters["largest_difference"] = (exact - rough).abs().max().item<double>();
  }
}

ObjectiveOptions of_type(std::size_t type) {
  ObjectiveOptions options;
  options.type = type;
  return options;
}

void add(const std::string& name, const std::vector<ObjectiveOptions>& chosen, std::int64_t side,
         const char* precision = "float32") {
  benchmark::RegisterBenchmark(
      (name + "/" + std::to_string(side)).c_str(),
      [=](benchmark::State& state) { evaluate(state, chosen, side, precision); })
      ->Unit(benchmark::kMillisecond)
      ->MeasureProcessCPUTime()
      ->UseRealTime();
}

}  // namespace

int main(int argc, char** argv) {
  moai::keep_freed_memory();
  std::vector<ObjectiveOptions> classical, deep, all;
  for (std::size_t i = 0; i < torchscript_index(); ++i) {
    all.push_back(of_type(i));
    (moai::objectives()[i].needs_vgg16 ? deep : classical).push_back(of_type(i));
  }
  for (const std::int64_t side : {33, 64, 128, 256, 100}) {
    for (const ObjectiveOptions& one : all)
      add("objective/" + std::string(moai::objectives()[one.type].name), {one}, side);
    add("set/classical", classical, side);
    add("set/deep", deep, side);
    add("set/all", all, side);
    add("set/all_bf16", all, side, "bf16");
    for (const ObjectiveOptions& one : deep)
      benchmark::RegisterBenchmark(
          ("ranking_bf16/" + std::string(moai::objectives()[one.type].name) + "/" +
           std::to_string(side))
              .c_str(),
          [=](benchmark::State& state) { ranking(state, one, side, "bf16"); })
          ->Iterations(1);
    benchmark::RegisterBenchmark(("vgg16/" + std::to_string(side)).c_str(),
                                 [=](benchmark::State& state) { vgg_share(state, side); })
        ->Iterations(1);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
