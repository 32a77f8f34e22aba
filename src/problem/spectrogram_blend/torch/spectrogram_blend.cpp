#include "problem/spectrogram_blend/torch/spectrogram_blend.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "genome/real_vector/real_vector_space.h"
#include "objective/torch/serial_tasks.h"
#include "problem/spectrogram_blend/spectrogram_blend_description.h"
#include "problem/spectrogram_blend/torch/blend_losses.h"
#include "problem/spectrogram_blend/torch/blend_sources.h"
#include "problem/spectrogram_blend/torch/mask_descent.h"
#include "problem/spectrogram_blend/torch/mask_seeds.h"
#include "problem/spectrogram_blend/torch/spectrogram_picture.h"
#include "problem/spectrogram_blend/torch/stft.h"

namespace moai {

namespace {

constexpr std::int64_t column_multiple = 16;
constexpr std::int64_t picture_height = 64, picture_width = 128;  // in the record
constexpr std::int64_t descriptor_rows = 8, descriptor_columns = 16;
constexpr float peak = 0.9f;

/// MOSS: the whole number of columns below the duration's, rounded up to a multiple of 16.
GridShape shape_of(const SpectrogramBlendOptions& options, std::int64_t samples) {
  const auto raw = static_cast<std::int64_t>(static_cast<double>(samples) *
                                             options.columns_per_second / blend_rate);
  const std::int64_t multiples =
      std::max<std::int64_t>(1, (raw + column_multiple - 1) / column_multiple);
  return {options.rows, multiples * column_multiple, options.smoothing, options.border};
}

RealVectorSpace space_of(const GridShape& shape, const RealVectorOptions& options) {
  const auto variables = static_cast<std::size_t>(shape.values());
  return RealVectorSpace({{std::vector(variables, 0.0), std::vector(variables, 1.0), options}});
}

// Also what is computed once is computed without threads inside an operation: its bits count, too.
template <class Work>
void in_serial(const Work& work) {
  in_serial_tasks(1, true, [&work](std::int64_t, at::Tensor&) { work(); });
}

Sound at_peak(Sound sound) {
  float loudest = 1e-8f;
  for (const float sample : sound.samples) loudest = std::max(loudest, std::abs(sample));
  for (float& sample : sound.samples) sample *= peak / loudest;
  return sound;
}

}  // namespace

struct SpectrogramBlend::State {
  State(const SpectrogramBlendOptions& options, const ProblemContext& context, const Image& picture,
        const Sound& sound)
      : device(context.device),
        wants_descriptors(context.wants_descriptors),
        seeds(options.seeds),
        sources(blend_sources(picture, sound, context.device)),
        shape(shape_of(options, sources.samples)),
        losses(sources.proxy, shape),
        full_grid(shape, stft_rows, sources.phase.size(1)),
        space(space_of(shape, options.genome)),
        target(fitted(spectrogram_picture(sources.full.picture), picture_height, picture_width)) {}

  at::Tensor grid(const Genome& genome) const { return to_grid(genome, shape, device); }
  at::Tensor full_mixed(const Genome& genome) const {
    return sources.full.mixed(full_grid.mask(grid(genome)));
  }

  std::string device;
  bool wants_descriptors;
  SeedOptions seeds;
  BlendSources sources;
  GridShape shape;
  BlendLosses losses;
  MaskGrid full_grid;
  RealVectorSpace space;
  Image target;
  std::vector<ObjectiveInfo> objectives = {
      {blend_objectives[0],
       "minus the visual loss: mean absolute difference from the picture's spectrogram, over that "
       "of the sound's; -1: the sound alone, 0: the picture",
       true},
      {blend_objectives[1],
       "minus the audio loss: mean absolute difference of log magnitudes from the sound's, over "
       "that of the picture's; -1: the picture alone, 0: the sound",
       true}};
  Normalisation normalisation = {{-1.0, -1.0}, {0.0, 0.0}};
};

SpectrogramBlend::SpectrogramBlend(const SpectrogramBlendOptions& options,
                                   const ProblemContext& context, const Image& picture,
                                   const Sound& sound) {
  in_serial([&] { state_ = std::make_unique<const State>(options, context, picture, sound); });
}

SpectrogramBlend::~SpectrogramBlend() = default;

const std::vector<ObjectiveInfo>& SpectrogramBlend::objectives() const {
  return state_->objectives;
}
const GenomeSpace& SpectrogramBlend::genome_space() const {
  return state_->space;
}
const Normalisation& SpectrogramBlend::normalisation() const {
  return state_->normalisation;
}
std::optional<Image> SpectrogramBlend::target() const {
  return state_->target;
}

Evaluation SpectrogramBlend::evaluate(std::span<const Genome* const> genomes) const {
  const c10::InferenceMode no_gradients;
  const State& s = *state_;
  std::vector<at::Tensor> losses(genomes.size()), places(genomes.size());
  in_serial_tasks(static_cast<std::int64_t>(genomes.size()), at::Device(s.device).is_cpu(),
                  [&](std::int64_t i, at::Tensor&) {
                    const auto k = static_cast<std::size_t>(i);
                    const at::Tensor grid = s.grid(*genomes[k]);
                    losses[k] = s.losses.losses(grid);
                    if (s.wants_descriptors)
                      places[k] = at::adaptive_avg_pool2d(
                          s.losses.mask(grid).unsqueeze(0).unsqueeze(0),
                          {std::min(descriptor_rows, s.shape.rows), descriptor_columns});
                  });
  Evaluation evaluation;
  if (genomes.empty()) return evaluation;
  const auto to_matrix = [](const std::vector<at::Tensor>& rows) {
    const at::Tensor host = at::stack(rows).flatten(1).to(at::kCPU, at::kDouble).contiguous();
    const double* const first = host.data_ptr<double>();
    return Matrix(static_cast<std::size_t>(host.size(0)), static_cast<std::size_t>(host.size(1)),
                  {first, first + host.numel()});
  };
  evaluation.fitness = to_matrix(losses);
  for (double& value : evaluation.fitness.values()) value = 0.0 - value;  // no negative zeros
  if (s.wants_descriptors) evaluation.descriptors = to_matrix(places);
  return evaluation;
}

Refinement SpectrogramBlend::refined(const RefineRequest& request) const {
  const c10::InferenceMode no_gradients;
  const State& s = *state_;
  const std::size_t count = request.genomes.size();
  std::vector<RefinedMask> refined(count);
  in_serial_tasks(static_cast<std::int64_t>(count), at::Device(s.device).is_cpu(),
                  [&](std::int64_t i, at::Tensor&) {
                    const auto k = static_cast<std::size_t>(i);
                    const auto weights = request.weights.row(k);
                    refined[k] = refined_mask(s.losses, s.grid(*request.genomes[k]),
                                              {weights[0], weights[1]}, request.descent);
                  });
  Refinement result;
  for (std::size_t k = 0; k < count; ++k) {
    result.genomes.push_back(refined[k].values.defined() ? to_genome(refined[k].values)
                                                         : *request.genomes[k]);
    result.steps.push_back(refined[k].steps);
  }
  return result;
}

SeedGenomes SpectrogramBlend::seeds(std::size_t most, const RandomSource& source) const {
  const c10::InferenceMode no_gradients;
  return mask_seeds(state_->seeds, state_->losses, state_->shape, most, source, state_->device);
}

std::optional<std::vector<Image>> SpectrogramBlend::images(std::span<const Genome* const> genomes,
                                                           std::int64_t height,
                                                           std::int64_t width) const {
  const c10::InferenceMode no_gradients;
  std::vector<Image> images(genomes.size());
  in_serial_tasks(static_cast<std::int64_t>(genomes.size()), at::Device(state_->device).is_cpu(),
                  [&](std::int64_t i, at::Tensor&) {
                    const auto k = static_cast<std::size_t>(i);
                    images[k] =
                        fitted(spectrogram_picture(state_->full_mixed(*genomes[k])), height, width);
                  });
  return images;
}

std::vector<Exhibit> SpectrogramBlend::exhibits(const Genome& genome) const {
  const c10::InferenceMode no_gradients;
  std::vector<Exhibit> all;
  in_serial([&] {
    const at::Tensor mask = state_->full_grid.mask(state_->grid(genome));
    const at::Tensor mixed = state_->sources.full.mixed(mask);
    all.push_back({"spectrogram", spectrogram_picture(mixed)});
    all.push_back({"mask", mask_picture(mask)});
    all.push_back(
        {"sound", at_peak(inverse_stft(mixed, state_->sources.phase, state_->sources.samples))});
  });
  return all;
}

}  // namespace moai

std::unique_ptr<moai::Problem> moai_make_spectrogram_blend(
    const moai::SpectrogramBlendOptions& options, const moai::ProblemContext& context,
    const moai::Image& picture, const moai::Sound& sound) {
  return std::make_unique<moai::SpectrogramBlend>(options, context, picture, sound);
}
