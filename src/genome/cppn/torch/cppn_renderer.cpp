#include "genome/cppn/torch/cppn_renderer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>

#include "genome/cppn/torch/cppn_color.h"
#include "genome/cppn/torch/cppn_coordinates.h"
#include "genome/cppn/torch/cppn_network.h"
#include "objective/torch/serial_tasks.h"

namespace moai {

namespace {

/// How much is computed together: networks of so many nodes, at so many pixels. On a CPU the values
/// fit its cache, on a GPU they fill the device.
struct Portion {
  std::int64_t nodes;
  std::int64_t pixels;
  std::int64_t colored;  ///< pixels of pictures that are coloured together, at least one picture
};
constexpr Portion cpu_portion{128, 2048, 16384};
constexpr Portion gpu_portion{8192, 32768, 1 << 24};

/// Of a large picture that is drawn in parts, a multiple of pixel_alignment.
constexpr std::int64_t pixels_of_a_part = 1 << 18;

Portion portion(bool cpu) {
  return cpu ? cpu_portion : gpu_portion;
}

std::int64_t aligned(std::int64_t pixels) {
  return (pixels + pixel_alignment - 1) / pixel_alignment * pixel_alignment;
}

}  // namespace

/// Weights of group k are [group_weight[k], group_weight[k+1]) of all.
struct CppnDrawing::State {
  explicit State(const at::Device& where) : device(where) {}

  at::Device device;
  std::int64_t count = 0;  ///< networks
  std::vector<CppnNetwork> groups;
  std::vector<std::int64_t> group_weight = {0};
  std::vector<std::int64_t> first_weight = {0};

  at::Tensor weights_of(const at::Tensor& weights, std::size_t group) const {
    return weights.narrow(0, group_weight[group], group_weight[group + 1] - group_weight[group]);
  }
};

namespace {

/// What pictures are made of, apart from the weights.
struct Job : torch::CustomClassHolder {
  std::shared_ptr<const CppnDrawing::State> drawing;
  at::Tensor coordinates;  // (inputs,P), P aligned
  std::int64_t outputs = 0, height = 0, width = 0;
  OutputRange range = OutputRange::min_max;
  ColorMode mode = ColorMode::rgb;

  /// Calls task(group, first network, scratch) for every group.
  template <class Task>
  void for_groups(Task task) const {
    std::vector<std::int64_t> first = {0};
    for (const CppnNetwork& group : drawing->groups)
      first.push_back(first.back() + group.plan().networks);
    in_serial_tasks(static_cast<std::int64_t>(drawing->groups.size()), coordinates.is_cpu(),
                    [&](std::int64_t k, at::Tensor& scratch) {
                      const auto group = static_cast<std::size_t>(k);
                      task(group, first[group], scratch);
                    });
  }
  /// Calls task(coordinates of the tile, first pixel, pixels) for every tile.
  template <class Task>
  void for_tiles(Task task) const {
    const std::int64_t pixels = coordinates.size(1);
    const std::int64_t tile = portion(coordinates.is_cpu()).pixels;
    for (std::int64_t begin = 0; begin < pixels; begin += tile) {
      const std::int64_t count = std::min(tile, pixels - begin);
      task(coordinates.narrow(1, begin, count).contiguous(), begin, count);
    }
  }
  at::Tensor empty_raw(std::int64_t networks) const {
    return at::empty({networks, outputs, coordinates.size(1)}, coordinates.options());
  }
  at::Tensor empty_images(std::int64_t networks) const {
    return at::empty({networks, 3, height, width}, coordinates.options());
  }
  /// (B,C,P) -> (B,3,height,width).
  at::Tensor pictures(const at::Tensor& raw) const {
    const at::Tensor visible =
        raw.narrow(2, 0, height * width).reshape({raw.size(0), raw.size(1), height, width});
    return colored(visible, range, mode);
  }
  /// Some at once: the values fit the processor's cache.
  void color(const at::Tensor& raw, at::Tensor images) const {
    const std::int64_t at_once =
        std::max<std::int64_t>(1, portion(coordinates.is_cpu()).colored / (height * width));
    for (std::int64_t i = 0; i < raw.size(0); i += at_once) {
      const std::int64_t some = std::min(at_once, raw.size(0) - i);
      images.narrow(0, i, some).copy_(pictures(raw.narrow(0, i, some)));
    }
  }
  /// The gradient with respect to raw, (1,C,P), of a loss that has `outside`, (1,3,height,width).
  at::Tensor color_gradient(const at::Tensor& raw, const at::Tensor& outside) const {
    const c10::AutoGradMode gradients(true);
    const at::Tensor x = raw.detach().requires_grad_();
    return torch::autograd::grad({pictures(x)}, {x}, {outside}).front();
  }
  /// Writes the raw outputs of a group, (networks,C,P).
  void draw(std::size_t group, const at::Tensor& weights, at::Tensor raw,
            at::Tensor& scratch) const {
    const at::Tensor own = drawing->weights_of(weights, group);
    for_tiles([&](const at::Tensor& tile, std::int64_t begin, std::int64_t count) {
      at::Tensor part = raw.narrow(2, begin, count);
      drawing->groups[group].forward(own, tile, part, scratch);
    });
  }
};

/// Pictures, (B,3,height,width), as a differentiable function of the weights, (W). Colours are
/// differentiated picture by picture: the sums in it do not depend on the batch.
class Pictures : public torch::autograd::Function<Pictures> {
 public:
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& weights,
                            c10::intrusive_ptr<Job> job) {
    const auto count = job->drawing->count;
    at::Tensor raw = job->empty_raw(count);
    at::Tensor images = job->empty_images(count);
    job->for_groups([&](std::size_t group, std::int64_t first, at::Tensor& scratch) {
      const std::int64_t networks = job->drawing->groups[group].plan().networks;
      at::Tensor own = raw.narrow(0, first, networks);
      job->draw(group, weights, own, scratch);
      job->color(own, images.narrow(0, first, networks));
    });
    context->save_for_backward({weights, raw});
    context->saved_data["job"] = c10::IValue::make_capsule(std::move(job));
    return images;
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const auto job =
        c10::static_intrusive_pointer_cast<Job>(context->saved_data["job"].toCapsule());
    const at::Tensor weights = context->get_saved_variables()[0];
    const at::Tensor raw = context->get_saved_variables()[1];
    at::Tensor result = at::zeros_like(weights);
    job->for_groups([&](std::size_t group, std::int64_t first, at::Tensor& scratch) {
      const CppnNetwork& network = job->drawing->groups[group];
      at::Tensor outside = at::zeros_like(raw.narrow(0, first, network.plan().networks));
      for (std::int64_t i = 0; i < outside.size(0); ++i)
        outside.narrow(0, i, 1).copy_(
            job->color_gradient(raw.narrow(0, first + i, 1), gradients[0].narrow(0, first + i, 1)));
      const at::Tensor own = job->drawing->weights_of(weights, group);
      at::Tensor sum = job->drawing->weights_of(result, group);
      job->for_tiles([&](const at::Tensor& tile, std::int64_t begin, std::int64_t count) {
        network.backward(own, tile, outside.narrow(2, begin, count), sum, scratch);
      });
    });
    return {result, at::Tensor()};
  }
};

/// Groups of networks that have at most `limit` nodes together, or of one.
std::vector<std::span<const CppnGenome* const>> grouped(std::span<const CppnGenome* const> genomes,
                                                        std::int64_t limit) {
  std::vector<std::span<const CppnGenome* const>> groups;
  std::size_t begin = 0;
  std::int64_t nodes = 0;
  for (std::size_t i = 0; i < genomes.size(); ++i) {
    const auto more = static_cast<std::int64_t>(genomes[i]->nodes.size());
    if (i > begin && nodes + more > limit) {
      groups.push_back(genomes.subspan(begin, i - begin));
      begin = i;
      nodes = 0;
    }
    nodes += more;
  }
  if (begin < genomes.size()) groups.push_back(genomes.subspan(begin));
  return groups;
}

}  // namespace

at::Tensor CppnDrawing::weights() const {
  std::vector<at::Tensor> parts = {at::empty({0}, at::TensorOptions(state_->device))};
  for (const CppnNetwork& group : state_->groups) parts.push_back(group.initial_weights());
  return at::cat(parts);
}

const std::vector<std::int64_t>& CppnDrawing::first_weight() const {
  return state_->first_weight;
}

struct CppnRenderer::State {
  CppnOptions options;
  at::Device device;
  std::vector<double> frequencies;

  /// Of the whole picture, or of `pixels` of it from pixel `first` on.
  c10::intrusive_ptr<Job> job(const CppnDrawing& drawing, std::int64_t height,
                              std::int64_t width) const {
    return job(drawing, height, width, 0, aligned(height * width));
  }
  c10::intrusive_ptr<Job> job(const CppnDrawing& drawing, std::int64_t height, std::int64_t width,
                              std::int64_t first, std::int64_t pixels) const;
};

CppnRenderer::CppnRenderer(CppnOptions options, std::string device, const RandomSource& source)
    : state_(std::make_unique<State>(State{std::move(options), at::Device(device), {}})) {
  check(state_->options);
  state_->frequencies = fourier_frequencies(state_->options, source);
}
CppnRenderer::~CppnRenderer() = default;
CppnRenderer::CppnRenderer(CppnRenderer&&) noexcept = default;

c10::intrusive_ptr<Job> CppnRenderer::State::job(const CppnDrawing& drawing, std::int64_t height,
                                                 std::int64_t width, std::int64_t first,
                                                 std::int64_t pixels) const {
  auto result = c10::make_intrusive<Job>();
  result->drawing = drawing.state_;
  result->coordinates =
      cppn_coordinates(options, frequencies, height, width, first, pixels).to(device);
  result->outputs = static_cast<std::int64_t>(cppn_outputs(options));
  result->height = height;
  result->width = width;
  result->range = options.output_range;
  result->mode = options.color;
  return result;
}

at::Tensor CppnRenderer::coordinates(std::int64_t height, std::int64_t width) const {
  return cppn_coordinates(state_->options, state_->frequencies, height, width, 0, height * width)
      .to(state_->device);
}

CppnDrawing CppnRenderer::prepare(std::span<const CppnGenome* const> genomes) const {
  auto drawing = std::make_shared<CppnDrawing::State>(state_->device);
  const std::int64_t limit = portion(state_->device.is_cpu()).nodes;
  drawing->count = static_cast<std::int64_t>(genomes.size());
  for (const auto& group : grouped(genomes, limit)) {
    CppnPlan plan = make_plan(group, cppn_inputs(state_->options), cppn_outputs(state_->options));
    const std::int64_t before = drawing->group_weight.back();
    for (std::size_t g = 1; g < plan.first_weight.size(); ++g)
      drawing->first_weight.push_back(before + plan.first_weight[g]);
    drawing->group_weight.push_back(before + static_cast<std::int64_t>(plan.weight.size()));
    drawing->groups.emplace_back(std::move(plan), state_->device.str());
  }
  return CppnDrawing(std::move(drawing));
}

at::Tensor CppnRenderer::draw(const CppnDrawing& drawing, const at::Tensor& weights,
                              std::int64_t height, std::int64_t width) const {
  const auto job = state_->job(drawing, height, width);
  if (c10::GradMode::is_enabled() && weights.requires_grad()) return Pictures::apply(weights, job);
  const auto count = drawing.state_->count;
  at::Tensor images = job->empty_images(count);
  job->for_groups([&](std::size_t group, std::int64_t first, at::Tensor& scratch) {
    const std::int64_t networks = drawing.state_->groups[group].plan().networks;
    const at::Tensor raw = job->empty_raw(networks);
    job->draw(group, weights, raw, scratch);
    job->color(raw, images.narrow(0, first, networks));
  });
  return images;
}

void CppnRenderer::draw_parts(const CppnGenome& genome, std::int64_t height, std::int64_t width,
                              const std::function<void(const at::Tensor&)>& sink) const {
  const c10::NoGradGuard no_gradients;
  const CppnGenome* pointer = &genome;
  const CppnDrawing drawing = prepare({&pointer, 1});
  const at::Tensor weights = drawing.weights();
  const std::int64_t all = height * width;
  // (1,C,1,n) raw outputs of the pixels from `first` on.
  const auto part = [&](std::int64_t first) {
    const std::int64_t count = std::min(pixels_of_a_part, all - first);
    const auto job = state_->job(drawing, height, width, first, aligned(count));
    at::Tensor raw = job->empty_raw(1);
    job->for_groups([&](std::size_t group, std::int64_t, at::Tensor& scratch) {
      job->draw(group, weights, raw, scratch);
    });
    return raw.narrow(2, 0, count).unsqueeze(2);
  };
  RawRange whole;
  if (state_->options.output_range == OutputRange::min_max)
    for (std::int64_t first = 0; first < all; first += pixels_of_a_part) {
      const RawRange more = raw_range(part(first));
      whole = first == 0
                  ? more
                  : RawRange{at::minimum(whole.low, more.low), at::maximum(whole.high, more.high)};
    }
  for (std::int64_t first = 0; first < all; first += pixels_of_a_part)
    sink(colored(part(first), whole, state_->options.output_range, state_->options.color)
             .reshape({3, -1}));
}

at::Tensor CppnRenderer::draw(std::span<const CppnGenome* const> genomes, std::int64_t height,
                              std::int64_t width) const {
  const c10::NoGradGuard no_gradients;
  const CppnDrawing drawing = prepare(genomes);
  return draw(drawing, drawing.weights(), height, width);
}

}  // namespace moai
