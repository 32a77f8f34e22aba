#include "genome/cppn/cppn_renderer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "genome/cppn/cppn_color.h"
#include "genome/cppn/cppn_network.h"

namespace moai {

namespace {

/// How much is computed together: networks of so many nodes, at so many pixels. On a CPU the values
/// fit its cache, on a GPU they fill the device.
struct Portion {
  std::int64_t nodes;
  std::int64_t pixels;
};
constexpr Portion cpu_portion{128, 2048};
constexpr Portion gpu_portion{8192, 32768};

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
  std::vector<CppnGenome> genomes;
  std::vector<CppnNetwork> groups;
  std::vector<std::int64_t> group_weight = {0};
  std::vector<std::int64_t> first_weight = {0};

  at::Tensor weights_of(const at::Tensor& weights, std::size_t group) const {
    return weights.narrow(0, group_weight[group], group_weight[group + 1] - group_weight[group]);
  }
};

namespace {

/// What one picture is made of, apart from the weights.
struct Job : torch::CustomClassHolder {
  std::shared_ptr<const CppnDrawing::State> drawing;
  at::Tensor coordinates;  // (inputs,P), P aligned
  std::int64_t outputs = 0;

  /// Calls run(group, first network, first pixel, pixels) for every group, a tile after the other.
  template <class Run>
  void for_groups(Run run) const {
    std::vector<std::int64_t> first = {0};
    for (const CppnNetwork& group : drawing->groups)
      first.push_back(first.back() + group.plan().networks);
    const std::int64_t pixels = coordinates.size(1);
    const bool cpu = coordinates.is_cpu();
    const std::int64_t tile_pixels = portion(cpu).pixels;
    in_serial_tasks(static_cast<std::int64_t>(drawing->groups.size()), cpu, [&](std::int64_t k) {
      const auto group = static_cast<std::size_t>(k);
      for (std::int64_t begin = 0; begin < pixels; begin += tile_pixels)
        run(group, first[group], begin, std::min(tile_pixels, pixels - begin));
    });
  }
  /// Rows of `values`, (inputs or networks...,P), in a tile.
  static at::Tensor tile(const at::Tensor& values, std::int64_t begin, std::int64_t count) {
    return values.narrow(-1, begin, count).contiguous();
  }
};

/// Raw outputs, (B,C,P), as a differentiable function of the weights, (W).
class RawOutputs : public torch::autograd::Function<RawOutputs> {
 public:
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& weights,
                            c10::intrusive_ptr<Job> job) {
    const auto networks = static_cast<std::int64_t>(job->drawing->genomes.size());
    at::Tensor raw =
        at::empty({networks, job->outputs, job->coordinates.size(1)}, job->coordinates.options());
    job->for_groups(
        [&](std::size_t group, std::int64_t first, std::int64_t begin, std::int64_t count) {
          const CppnNetwork& network = job->drawing->groups[group];
          at::Tensor part = raw.narrow(0, first, network.plan().networks).narrow(2, begin, count);
          network.forward(job->drawing->weights_of(weights, group),
                          Job::tile(job->coordinates, begin, count), part);
        });
    context->save_for_backward({weights});
    context->saved_data["job"] = c10::IValue::make_capsule(std::move(job));
    return raw;
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const auto job =
        c10::static_intrusive_pointer_cast<Job>(context->saved_data["job"].toCapsule());
    const at::Tensor weights = context->get_saved_variables().front();
    at::Tensor result = at::zeros_like(weights);
    job->for_groups(
        [&](std::size_t group, std::int64_t first, std::int64_t begin, std::int64_t count) {
          const CppnNetwork& network = job->drawing->groups[group];
          const at::Tensor part = gradients[0].narrow(0, first, network.plan().networks);
          at::Tensor sum = job->drawing->weights_of(result, group);
          network.backward(job->drawing->weights_of(weights, group),
                           Job::tile(job->coordinates, begin, count), Job::tile(part, begin, count),
                           sum);
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

std::vector<CppnGenome> CppnDrawing::with_weights(const at::Tensor& weights) const {
  const at::Tensor host = weights.detach().to(at::kCPU, at::kFloat).contiguous();
  const float* next = host.data_ptr<float>();
  std::vector<CppnGenome> genomes = state_->genomes;
  auto genome = genomes.begin();
  for (const CppnNetwork& group : state_->groups) {
    const CppnPlan& plan = group.plan();
    for (std::size_t g = 0; g + 1 < plan.first_weight.size(); ++g, ++genome)
      for (auto w = plan.first_weight[g]; w < plan.first_weight[g + 1]; ++w)
        genome->connections[plan.connection[static_cast<std::size_t>(w)]].weight = *next++;
  }
  return genomes;
}

struct CppnRenderer::State {
  CppnOptions options;
  at::Device device;
  std::vector<double> frequencies;  ///< (features/2, 2): per y and x

  at::Tensor padded_coordinates(std::int64_t height, std::int64_t width) const;
  at::Tensor pictures(const CppnDrawing& drawing, const at::Tensor& weights, std::int64_t height,
                      std::int64_t width) const;
};

CppnRenderer::CppnRenderer(CppnOptions options, std::string device, const RandomSource& source)
    : state_(std::make_unique<State>(State{std::move(options), at::Device(device), {}})) {
  check(state_->options);
  RandomStream rng = source.stream(Purpose::features);
  for (std::int64_t i = 0; i < state_->options.fourier_features; ++i)
    state_->frequencies.push_back(state_->options.fourier_scale * rng.normal());
}
CppnRenderer::~CppnRenderer() = default;
CppnRenderer::CppnRenderer(CppnRenderer&&) noexcept = default;

at::Tensor CppnRenderer::State::padded_coordinates(std::int64_t height, std::int64_t width) const {
  const auto inputs = static_cast<std::int64_t>(cppn_inputs(options));
  const std::int64_t pixels = aligned(height * width);
  at::Tensor result = at::zeros({inputs, pixels}, at::kFloat);
  float* const values = result.data_ptr<float>();
  const auto place = [this](std::int64_t i, std::int64_t n) {
    const double relative = n > 1 ? 2.0 * static_cast<double>(i) / static_cast<double>(n - 1) : 1.0;
    return options.extent * (relative - 1.0);
  };
  for (std::int64_t pixel = 0; pixel < height * width; ++pixel) {
    const double y = place(pixel / width, height), x = place(pixel % width, width);
    float* next = values + pixel;
    const auto put = [&next, pixels](double value) {
      *next = static_cast<float>(value);
      next += pixels;
    };
    put(y);
    put(x);
    if (options.radial_distance) put(std::sqrt(x * x + y * y));
    if (options.bias_input) put(1.0);
    const auto phase = [&](std::size_t k) {
      return 2.0 * std::numbers::pi * (frequencies[2 * k] * y + frequencies[2 * k + 1] * x);
    };
    for (std::size_t k = 0; k < frequencies.size() / 2; ++k) put(std::sin(phase(k)));
    for (std::size_t k = 0; k < frequencies.size() / 2; ++k) put(std::cos(phase(k)));
  }
  return result.to(device);
}

at::Tensor CppnRenderer::State::pictures(const CppnDrawing& drawing, const at::Tensor& weights,
                                         std::int64_t height, std::int64_t width) const {
  auto job = c10::make_intrusive<Job>();
  job->drawing = drawing.state_;
  job->coordinates = padded_coordinates(height, width);
  job->outputs = static_cast<std::int64_t>(cppn_outputs(options));
  const at::Tensor raw = RawOutputs::apply(weights, job);  // (B,C,P)
  const at::Tensor visible =
      raw.narrow(2, 0, height * width).reshape({raw.size(0), raw.size(1), height, width});
  return colored(visible, options.output_range, options.color);
}

at::Tensor CppnRenderer::coordinates(std::int64_t height, std::int64_t width) const {
  return state_->padded_coordinates(height, width).narrow(1, 0, height * width);
}

CppnDrawing CppnRenderer::prepare(std::span<const CppnGenome* const> genomes) const {
  auto drawing = std::make_shared<CppnDrawing::State>(state_->device);
  const std::int64_t limit = portion(state_->device.is_cpu()).nodes;
  for (const CppnGenome* genome : genomes) drawing->genomes.push_back(*genome);
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
  return state_->pictures(drawing, weights, height, width);
}

at::Tensor CppnRenderer::draw(std::span<const CppnGenome* const> genomes, std::int64_t height,
                              std::int64_t width) const {
  const at::NoGradGuard no_gradients;
  const CppnDrawing drawing = prepare(genomes);
  return state_->pictures(drawing, drawing.weights(), height, width);
}

}  // namespace moai
