#include "problem/spectrogram_blend/torch/mask_seeds.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "objective/torch/serial_tasks.h"
#include "problem/spectrogram_blend/torch/mask_descent.h"

namespace moai {

namespace {

using SeedKind = SeedOptions::Kind;

constexpr std::int64_t recorded_every = 5;
constexpr double anchor_logit = 20.0;
constexpr double random_logits = 0.5;
constexpr std::array<double, 3> preset_weights = {0.8, 0.5, 0.2};  // in the order of Preset

std::int64_t steps_of(const SeedOptions& options) {
  return options.steps > 0 ? options.steps : options.kind == SeedKind::single ? 500 : 200;
}

std::vector<double> fitness_of(const at::Tensor& losses) {
  const at::Tensor host = losses.to(at::kCPU, at::kDouble);
  return {0.0 - host[0].item<double>(), 0.0 - host[1].item<double>()};
}

/// +1: held at all picture, -1: at all sound, 0: free.
int anchor(const SeedOptions& options, std::size_t seed, std::size_t count) {
  if (options.kind != SeedKind::pareto || !options.anchors || count < 2) return 0;
  return seed == 0 ? 1 : seed + 1 == count ? -1 : 0;
}

at::Tensor random_grid(const GridShape& shape, RandomStream rng) {
  std::vector<float> logits(static_cast<std::size_t>(shape.values()));
  for (float& logit : logits) logit = static_cast<float>(random_logits * rng.normal());
  return at::tensor(at::ArrayRef(logits), at::kFloat).view({shape.rows, shape.columns});
}

struct DescendedMask {
  Genome genome;
  std::vector<SeedStep> path;
  std::uint64_t gradient_steps = 0;
};

DescendedMask held(const BlendLosses& losses, const at::Tensor& logits, std::int64_t steps) {
  DescendedMask result;
  const at::Tensor values = logits.sigmoid();
  result.genome = to_genome(values);
  const auto fitness = fitness_of(losses.losses(values));
  for (std::int64_t step = recorded_every; step < steps + recorded_every; step += recorded_every)
    result.path.push_back({0, static_cast<std::uint64_t>(std::min(step, steps)), fitness});
  return result;
}

DescendedMask descended(const BlendLosses& losses, const at::Tensor& logits,
                    const BlendWeights& weights, const SeedOptions& options) {
  const std::int64_t steps = steps_of(options);
  DescendedMask result;
  MaskDescent descent(losses, logits, weights, options.learning_rate);
  for (std::int64_t step = 1; step <= steps; ++step) {
    descent.step();
    ++result.gradient_steps;
    if (step % recorded_every == 0 || step == steps)
      result.path.push_back(
          {0, static_cast<std::uint64_t>(step), fitness_of(losses.losses(descent.values()))});
  }
  result.genome = to_genome(descent.values());
  return result;
}

}  // namespace

std::vector<BlendWeights> seed_weights(const SeedOptions& options) {
  if (options.kind == SeedKind::none) return {};
  const auto weighted = [&options](double visual) {
    return BlendWeights{visual * options.visual_boost, 1.0 - visual};
  };
  if (options.kind == SeedKind::single)
    return {weighted(options.visual_weight >= 0.0
                         ? options.visual_weight
                         : preset_weights[static_cast<std::size_t>(options.preset)])};
  std::vector<BlendWeights> weights;
  const auto last = static_cast<double>(std::max<std::int64_t>(1, options.count - 1));
  for (std::int64_t i = 0; i < options.count; ++i)
    weights.push_back(weighted(std::pow(1.0 - static_cast<double>(i) / last, options.power)));
  return weights;
}

SeedGenomes mask_seeds(const SeedOptions& options, const BlendLosses& losses,
                       const GridShape& shape, std::size_t most, const RandomSource& source,
                       const std::string& device) {
  const std::vector<BlendWeights> weights = seed_weights(options);
  const std::size_t count = std::min(most, weights.size());
  std::vector<DescendedMask> found(count);
  const bool cpu = at::Device(device).is_cpu();
  in_serial_tasks(static_cast<std::int64_t>(count), cpu, [&](std::int64_t i, at::Tensor&) {
    const auto k = static_cast<std::size_t>(i);
    const int end = anchor(options, k, weights.size());
    at::Tensor logits = options.kind == SeedKind::single || end != 0
                            ? at::full({shape.rows, shape.columns}, anchor_logit * end, at::kFloat)
                            : random_grid(shape, source.stream(Purpose::initial_genome, 0, k));
    logits = logits.to(at::Device(device));
    found[k] = end != 0 ? held(losses, logits, steps_of(options))
                        : descended(losses, logits, weights[k], options);
  });
  SeedGenomes seeds;
  for (std::size_t k = 0; k < count; ++k) {
    seeds.genomes.push_back(std::move(found[k].genome));
    seeds.gradient_steps += found[k].gradient_steps;
    for (SeedStep& step : found[k].path) {
      step.seed = static_cast<std::uint32_t>(k);
      seeds.path.push_back(std::move(step));
    }
  }
  std::ranges::stable_sort(seeds.path, {}, &SeedStep::step);
  return seeds;
}

Genome to_genome(const at::Tensor& values) {
  const at::Tensor host = values.to(at::kCPU, at::kDouble).contiguous();
  const double* first = host.data_ptr<double>();
  return RealVector{{first, first + host.numel()}};
}

at::Tensor to_grid(const Genome& genome, const GridShape& shape, const std::string& device) {
  const std::vector<double>& values = std::get<RealVector>(genome).values;
  if (static_cast<std::int64_t>(values.size()) != shape.values())
    throw std::logic_error("to_grid: a genome of another length");
  return at::tensor(at::ArrayRef(values), at::kDouble)
      .to(at::kFloat)
      .view({shape.rows, shape.columns})
      .to(at::Device(device));
}

}  // namespace moai
