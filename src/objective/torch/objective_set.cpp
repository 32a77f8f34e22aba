#include "objective/torch/objective_set_state.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <optional>

#include "objective/registry.h"
#include "objective/torch/learned_weights.h"
#include "objective/torch/metrics/metrics.h"
#include "objective/torch/serial_tasks.h"
#include "support/error.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

// Images of one call of every kernel. It depends on nothing but the image's size and the kind of
// device, so that a value cannot depend on the batch: a smaller batch is filled up.
std::int64_t chunk_size(std::int64_t pixels, bool cpu) {
  const std::int64_t budget = cpu ? 12'000 : 4'000'000;
  return std::clamp<std::int64_t>(budget / pixels, 1, cpu ? 10 : 128);
}

at::Tensor to_tensor(const Image& image) {
  return at::tensor(image.values).view({1, 3, image.height, image.width});
}

// What is recorded beside a value: range, and for a deep objective whose weights it was.
std::string note_of(const ObjectiveEntry& entry, const ObjectiveOptions& options,
                    const LearnedWeights* learned) {
  std::string note(options.parameters == ParameterSet::piq ? entry.piq_note : entry.move_note);
  if (!entry.needs_vgg16) return note;
  note += "; VGG16 " + learned->vgg16.origin;
  if (entry.name == "lpips") note += "; LPIPS " + learned->lpips_origin;
  if (entry.name == "dists") note += "; DISTS " + learned->dists_origin;
  return note;
}

// Whether what a user's scorer returns depends on the images in a way that can be followed back:
// not where it works in place on what its gradient needs.
bool has_gradient(const Objective& scorer, const at::Tensor& images) {
  const c10::AutoGradMode gradients(true);
  const at::Tensor x = images.detach().clone().requires_grad_();
  ImageAnalysis analysis(x);
  try {
    const at::Tensor values = scorer.evaluate(analysis);
    if (!values.requires_grad()) return false;
    torch::autograd::grad({values.sum()}, {x});
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

ImageAnalysis ObjectiveSet::State::analysed(const at::Tensor& images) const {
  const at::Tensor finite = at::nan_to_num(images, 0.0, 1.0, 0.0);
  if (height >= 32 && width >= 32) return ImageAnalysis(finite, backbone.get());
  return {at::upsample_bilinear2d(finite, {32, 32}, /*align_corners=*/false), backbone.get(),
          finite};
}

// (b,...), b at most a chunk -> (chunk,...).
at::Tensor ObjectiveSet::State::filled(const at::Tensor& x) const {
  const std::int64_t missing = chunk - x.size(0);
  if (missing == 0) return x;
  std::vector<std::int64_t> shape = x.sizes().vec();
  shape.front() = missing;
  return at::cat({x, at::zeros(shape, x.options())});
}

// (chunk,width).
at::Tensor ObjectiveSet::State::values(const Column& column, ImageAnalysis& images) const {
  return at::nan_to_num(column.objective->evaluate(images).view({chunk, column.width}),
                        column.worst, column.worst, column.worst);
}

// (b,3,H,W), b at most a chunk -> (b,K).
at::Tensor ObjectiveSet::State::evaluate_chunk(const at::Tensor& images) const {
  ImageAnalysis analysis = analysed(filled(images));
  std::vector<at::Tensor> all;
  for (const Column& column : columns) all.push_back(values(column, analysis));
  return at::cat(all, 1).narrow(0, 0, images.size(0));
}

at::Tensor of_target(const at::Tensor& analysed) {
  return analysed.narrow(0, 0, 1).clone();
}

void require_size(const ObjectiveContext& context, const char* name, std::int64_t smallest) {
  const at::Tensor& rgb = context.target.rgb();
  if (std::min(rgb.size(2), rgb.size(3)) >= smallest) return;
  throw OptionError("objectives",
                    concat(name, " with parameters: piq does not fit images of ", rgb.size(2), "x",
                           rgb.size(3), " (it needs ", smallest,
                           " pixels a side). Choose larger images or parameters: move."));
}

ObjectiveSet::ObjectiveSet(const Image& target, const std::vector<ObjectiveOptions>& chosen,
                           const WeightOptions& weights, const Placement& placement)
    : state_(std::make_unique<State>()) {
  const c10::InferenceMode no_gradients(false);
  const c10::NoGradGuard guard;
  State& state = *state_;
  state.device = at::Device(placement.device);
  state.height = target.height;
  state.width = target.width;
  state.chunk = chunk_size(target.height * target.width, state.device.is_cpu());
  const std::vector<ObjectiveOptions> options = chosen.empty() ? all_objectives() : chosen;
  const std::vector<std::string> names = objective_names(options);

  std::optional<LearnedWeights> learned;
  for (const ObjectiveOptions& o : options)
    if (moai::objectives()[o.type].needs_vgg16 && !learned) learned = load_learned_weights(weights);
  if (learned)
    state.backbone = std::make_unique<Vgg16>(learned->vgg16, placement.device, placement.precision);

  in_serial_tasks(1, state.device.is_cpu(), [&](std::int64_t, at::Tensor&) {
    const at::Tensor image = to_tensor(target).to(state.device);
    ImageAnalysis analysis = state.analysed(image.expand({state.chunk, -1, -1, -1}).contiguous());
    for (std::size_t i = 0; i < options.size(); ++i) {
      try {
        state.add(options[i], {analysis, options[i], learned ? &*learned : nullptr}, names);
      } catch (const UserError& error) {
        if (options[i].type != torchscript_index()) throw;
        throw OptionError(concat("objectives[", i, "].file"), error.what());
      }
    }
  });
}

void ObjectiveSet::State::add(const ObjectiveOptions& options, const ObjectiveContext& context,
                              const std::vector<std::string>& names) {
  const ObjectiveEntry& entry = moai::objectives()[options.type];
  const std::int64_t width = std::max<std::size_t>(1, options.outputs.size());
  const auto factory = std::ranges::find(objective_factories, entry.name, &ObjectiveFactory::name);
  columns.push_back({factory->make(context), width, entry.worst});
  const bool differentiable = options.type != torchscript_index() ||
                              has_gradient(*columns.back().objective, context.target.unscaled());
  const std::string note = note_of(entry, options, context.learned);
  for (std::int64_t k = 0; k < width; ++k)
    infos.push_back({names[infos.size()], note, differentiable});
}

ObjectiveSet::~ObjectiveSet() = default;
ObjectiveSet::ObjectiveSet(ObjectiveSet&&) noexcept = default;
ObjectiveSet& ObjectiveSet::operator=(ObjectiveSet&&) noexcept = default;

const std::vector<ObjectiveInfo>& ObjectiveSet::objectives() const {
  return state_->infos;
}

// Threads share the chunks, and a chunk is one thread's: no sum is split differently for another
// number of threads.
void ObjectiveSet::State::for_chunks(std::int64_t batch, const ChunkWork& work) const {
  in_serial_tasks((batch + chunk - 1) / chunk, device.is_cpu(), [&](std::int64_t i, at::Tensor&) {
    work(i * chunk, std::min(chunk, batch - i * chunk));
  });
}

void ObjectiveSet::check(const at::Tensor& images) const {
  if (images.dim() != 4 || images.size(1) != 3 || images.size(2) != state_->height ||
      images.size(3) != state_->width || images.scalar_type() != at::kFloat)
    throw std::logic_error("ObjectiveSet: images are not (B,3,H,W) float32");
}

at::Tensor ObjectiveSet::evaluate(const at::Tensor& images) const {
  const State& state = *state_;
  check(images);
  const std::int64_t batch = images.size(0), chunk = state.chunk;
  const std::int64_t columns = static_cast<std::int64_t>(state.infos.size());
  if (c10::GradMode::is_enabled() && images.requires_grad()) {
    std::vector<at::Tensor> values = {at::empty({0, columns}, images.options())};
    for (std::int64_t first = 0; first < batch; first += chunk)
      values.push_back(
          state.evaluate_chunk(images.narrow(0, first, std::min(chunk, batch - first))));
    return at::cat(values);
  }
  at::Tensor values = at::empty({batch, columns}, images.options().requires_grad(false));
  state.for_chunks(batch, [&](std::int64_t first, std::int64_t count) {
    const c10::InferenceMode inference;
    values.narrow(0, first, count).copy_(state.evaluate_chunk(images.narrow(0, first, count)));
  });
  return values;
}

}  // namespace moai
