#include "problem/image_match/torch/image_match.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <limits>

#include "problem/image_match/given_ranges.h"
#include "problem/image_match/torch/calibration.h"
#include "problem/image_match/image_match_description.h"
#include "problem/image_match/torch/refine_pictures.h"
#include "problem/torch/image_tensor.h"

namespace moai {

namespace {

constexpr std::int64_t descriptor_side = 8;
/// Bounds the memory of a large population of large pictures (200 MB of pixels).
constexpr std::int64_t pixels_at_once = 1 << 24;

ObjectiveSet::Placement placement(Precision precision, const std::string& device) {
  switch (precision) {
    case Precision::float32:
      return {device, "float32"};
    case Precision::tf32:
      return {device, "tf32"};
    case Precision::bf16:
      return {device, "bf16"};
  }
  return {device, "float32"};
}

/// (B,...) as a matrix of B rows.
Matrix to_matrix(const at::Tensor& values) {
  const at::Tensor host = values.flatten(1).to(at::kCPU, at::kDouble).contiguous();
  const double* const first = host.data_ptr<double>();
  return Matrix(static_cast<std::size_t>(host.size(0)), static_cast<std::size_t>(host.size(1)),
                {first, first + host.numel()});
}

/// The calibration is the experiment's: it must not depend on the trial, and its genomes are not
/// those that trial 0 starts from.
RandomSource calibration_source(const ProblemContext& context) {
  return {context.seed, 0, std::numeric_limits<std::uint32_t>::max()};
}

Normalisation normalisation_of(const ImageMatchOptions& options, const ProblemContext& context,
                               const ObjectiveSet& set, const std::optional<Image>& target,
                               const Phenotype& phenotype) {
  if (options.normalisation.source == NormalisationOptions::Source::table)
    return from_table(options.normalisation, set.objectives());
  const c10::InferenceMode no_gradients;
  const RandomSource source = calibration_source(context);
  // What is random of a network's pictures (its Fourier features) is a trial's own.
  const auto other =
      options.genome->depends_on_trial() ? make_phenotype(options.genome, options.generator, context.device, source) : nullptr;
  return calibrated(set, target, options.size, other ? *other : phenotype,
                    options.normalisation.images, source);
}

/// What objectives that compare with nothing are told the target is.
Image black(const std::vector<std::int64_t>& size) {
  return {size.at(0), size.at(1),
          std::vector<float>(static_cast<std::size_t>(3 * size[0] * size[1]))};
}

std::optional<Image> fitted(const std::optional<Image>& target,
                            const std::vector<std::int64_t>& size) {
  if (!target) return std::nullopt;
  return resized(*target, size.at(0), size.at(1));
}

}  // namespace

ImageMatch::ImageMatch(const ImageMatchOptions& options, const ProblemContext& context,
                       const std::optional<Image>& target)
    : size_{options.size.at(0), options.size.at(1)},
      target_(fitted(target, options.size)),
      wants_descriptors_(context.wants_descriptors),
      phenotype_(make_phenotype(options.genome, options.generator, context.device,
                                RandomSource{context.seed, context.trial, 0})),
      set_(target_ ? *target_ : black(options.size), options.objectives, options.weights,
           placement(options.precision, context.device)),
      normalisation_(normalisation_of(options, context, set_, target_, *phenotype_)) {}

Evaluation ImageMatch::evaluate(std::span<const Genome* const> genomes) const {
  const c10::InferenceMode no_gradients;
  const auto [height, width] = size_;
  const auto at_once =
      static_cast<std::size_t>(std::max<std::int64_t>(1, pixels_at_once / (height * width)));
  std::vector<at::Tensor> fitness, descriptors;
  for (std::size_t begin = 0; begin < genomes.size(); begin += at_once) {
    const auto part = genomes.subspan(begin, std::min(at_once, genomes.size() - begin));
    const at::Tensor images = phenotype_->draw(part, height, width);  // (B,3,H,W)
    fitness.push_back(set_.evaluate(images));
    if (wants_descriptors_)
      descriptors.push_back(at::adaptive_avg_pool2d(
          images, {std::min(descriptor_side, height), std::min(descriptor_side, width)}));
  }
  Evaluation evaluation;
  if (fitness.empty()) return evaluation;
  evaluation.fitness = to_matrix(at::cat(fitness));
  if (wants_descriptors_) evaluation.descriptors = to_matrix(at::cat(descriptors));
  return evaluation;
}

Refinement ImageMatch::refined(const RefineRequest& request) const {
  return refined_pictures(request, *phenotype_, set_, normalisation_, size_[0], size_[1]);
}

std::optional<std::vector<Image>> ImageMatch::images(std::span<const Genome* const> genomes,
                                                     std::int64_t height,
                                                     std::int64_t width) const {
  const c10::InferenceMode no_gradients;
  return to_images(phenotype_->draw(genomes, height, width));
}

}  // namespace moai

std::unique_ptr<moai::Problem> moai_make_image_match(const moai::ImageMatchOptions& options,
                                                     const moai::ProblemContext& context,
                                                     const std::optional<moai::Image>& target) {
  return std::make_unique<moai::ImageMatch>(options, context, target);
}
