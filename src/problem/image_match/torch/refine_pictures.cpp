#include "problem/image_match/torch/refine_pictures.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

#include "objective/torch/objective_ascent.h"
#include "problem/descent.h"

namespace moai {
namespace {

/// Bounds the memory of a large population of large pictures.
constexpr std::int64_t refined_pixels_at_once = 1 << 23;

/// Some of the genomes, ready to be drawn, and their shares of the objectives.
struct Part {
  std::vector<std::size_t> members;
  std::unique_ptr<TrainableDrawing> drawing;
  at::Tensor weights;  // (members,M), rows sum to 1
};

class PictureLoss {
 public:
  PictureLoss(const RefineRequest& request, const Phenotype& phenotype, const ObjectiveSet& set,
              const Normalisation& ranges, std::int64_t height, std::int64_t width)
      : request_(request),
        phenotype_(phenotype),
        set_(set),
        ranges_(ranges),
        height_(height),
        width_(width) {}

  Losses operator()(std::span<const std::size_t> active, const Parameters& parameters,
                    bool gradients) {
    prepare(active);
    Losses losses;
    for (const Part& part : parts_) add(part, parameters, gradients, losses);
    return losses;
  }

 private:
  // Those that have stopped are no longer drawn.
  void prepare(std::span<const std::size_t> active) {
    if (std::ranges::equal(active, active_)) return;
    active_.assign(active.begin(), active.end());
    parts_.clear();
    const auto at_once =
        static_cast<std::size_t>(std::max<std::int64_t>(1, refined_pixels_at_once / (height_ * width_)));
    for (std::size_t begin = 0; begin < active.size(); begin += at_once) {
      const auto members = active.subspan(begin, std::min(at_once, active.size() - begin));
      std::vector<const Genome*> genomes;
      std::vector<float> weights;
      for (const std::size_t i : members) {
        genomes.push_back(request_.genomes[i]);
        double sum = 0.0;
        for (const double weight : request_.weights.row(i)) sum += weight;
        for (const double weight : request_.weights.row(i))
          weights.push_back(static_cast<float>(weight / sum));
      }
      parts_.push_back({{members.begin(), members.end()},
                        phenotype_.trainable(genomes),
                        at::tensor(weights).view({static_cast<std::int64_t>(members.size()), -1})});
    }
  }

  void add(const Part& part, const Parameters& parameters, bool gradients, Losses& losses) const {
    const c10::AutoGradMode mode(gradients);
    std::vector<float> flat;
    for (const std::size_t i : part.members)
      flat.insert(flat.end(), parameters[i].begin(), parameters[i].end());
    const at::Tensor inputs = at::tensor(flat, at::kFloat).requires_grad_(gradients);
    const at::Tensor images = part.drawing->draw(inputs, height_, width_);
    const Ascent rise = set_.ascent(images.detach(), part.weights, ranges_, gradients);
    const at::Tensor values = rise.value.to(at::kCPU, at::kDouble).contiguous();
    for (std::size_t k = 0; k < part.members.size(); ++k)
      losses.loss.push_back(1.0 - values.data_ptr<double>()[k]);
    if (!gradients) return;
    const at::Tensor slope =
        torch::autograd::grad({images}, {inputs}, {rise.gradient}).front().contiguous();
    const float* next = slope.data_ptr<float>();
    for (const std::size_t i : part.members) {
      std::vector<float>& own = losses.gradient.emplace_back(parameters[i].size());
      for (float& value : own) value = -*next++;  // the loss falls where the objectives rise
    }
  }

  const RefineRequest& request_;
  const Phenotype& phenotype_;
  const ObjectiveSet& set_;
  const Normalisation& ranges_;
  std::int64_t height_, width_;
  std::vector<std::size_t> active_;
  std::vector<Part> parts_;
};

}  // namespace

Refinement refined_pictures(const RefineRequest& request, const Phenotype& phenotype,
                            const ObjectiveSet& set, const Normalisation& ranges,
                            std::int64_t height, std::int64_t width) {
  Parameters start = phenotype.trainable(request.genomes)->parameters();
  for (std::size_t i = 0; i < start.size(); ++i)
    if (std::ranges::none_of(request.weights.row(i), [](double w) { return w > 0.0; }))
      start[i].clear();
  PictureLoss loss(request, phenotype, set, ranges, height, width);
  Descended found = descend(std::move(start), request.descent, std::ref(loss));
  Refinement result;
  result.steps = std::move(found.steps);
  for (std::size_t i = 0; i < request.genomes.size(); ++i)
    result.genomes.push_back(
        result.steps[i] == 0 ? *request.genomes[i]
                             : phenotype.with_parameters(*request.genomes[i], found.parameters[i],
                                                         request.descent.prune));
  return result;
}

}  // namespace moai
