#include "genome/cppn/torch/cppn_network.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numbers>
#include <optional>
#include <vector>

#include "genome/cppn/torch/cppn_sums.h"

namespace moai {

namespace {

at::Tensor on_device(const auto& values, at::ScalarType type, const at::Device& device) {
  return at::tensor(at::ArrayRef(values.data(), values.size()), type).to(device);
}

/// Replaces x, contiguous, by activation(x).
void activate_(at::Tensor& x, Activation activation) {
  switch (activation) {
    case Activation::identity:
      return;
    case Activation::sin:
      x.sin_();
      return;
    case Activation::cos:
      x.mul_(std::numbers::pi).cos_();
      return;
    case Activation::gaussian:
      x.mul_(x).neg_().exp_();
      return;
    case Activation::sigmoid:
      x.sigmoid_();
      return;
    case Activation::softplus:
      x.copy_(at::softplus(x));
      return;
    case Activation::linear:
      x.clamp_(-3.0, 3.0).div_(3.0);
      return;
    case Activation::tanh:
      x.mul_(2.5).tanh_();
      return;
    case Activation::sin_pi:
      x.mul_(std::numbers::pi).sin_();
      return;
    case Activation::sharp_gaussian:
      x.mul_(x).mul_(-20.0).exp_().mul_(2.0).sub_(0.5);
      return;
  }
}

/// The derivative at x, where y = activation(x).
at::Tensor slope(const at::Tensor& x, const at::Tensor& y, Activation activation) {
  constexpr double pi = std::numbers::pi;
  switch (activation) {
    case Activation::identity:
      return at::ones_like(x);
    case Activation::sin:
      return at::cos(x);
    case Activation::cos:
      return at::sin(x * pi).mul_(-pi);
    case Activation::gaussian:
      return (x * y).mul_(-2.0);
    case Activation::sigmoid:
      return (1.0 - y).mul_(y);
    case Activation::softplus:
      return at::sigmoid(x);
    case Activation::linear:
      return (x.abs() <= 3.0).to(x.scalar_type()).div_(3.0);
    case Activation::tanh:
      return (y * y).neg_().add_(1.0).mul_(2.5);
    case Activation::sin_pi:
      return at::cos(x * pi).mul_(pi);
    case Activation::sharp_gaussian:
      return (y + 0.5).mul_(x).mul_(-40.0);
  }
  return at::ones_like(x);
}

}  // namespace

/// The sums of a level: as they are for a CPU, in slots for another device.
class LevelSums {
 public:
  LevelSums(const RowSums& sums, const at::Device& device) : sums_(sums) {
    if (!device.is_cpu()) slots_.emplace(sums, device.str());
  }
  void add(at::Tensor& sum, const at::Tensor& table, const at::Tensor& weights) const {
    if (slots_)
      slots_->add(sum, table, weights);
    else
      add_weighted_rows(sum, table, weights, sums_);
  }

 private:
  const RowSums& sums_;
  std::optional<SlotSums> slots_;
};

struct CppnNetwork::State {
  struct Level {
    LevelSums sources;
    LevelSums targets;
    at::Tensor bias;  // (N,1)
  };

  CppnPlan plan;
  at::Device device;
  std::vector<Level> levels;
  at::Tensor weights, inputs, outputs, source_rows, target_rows;

  /// The table of values, (R,T), in `scratch`; `sums`, if given, becomes what they were before
  /// activation.
  at::Tensor values(const at::Tensor& weight, const at::Tensor& coordinates, at::Tensor& scratch,
                    at::Tensor* sums) const {
    const std::int64_t pixels = coordinates.size(1), needed = plan.rows * pixels;
    if (!scratch.defined() || scratch.numel() < needed)
      scratch = at::empty({needed}, coordinates.options());
    at::Tensor table = scratch.narrow(0, 0, needed).view({plan.rows, pixels});
    table.select(0, 0).zero_();
    if (sums) *sums = at::zeros_like(table);
    for (std::size_t l = 0; l < plan.levels.size(); ++l) {
      const CppnLevel& level = plan.levels[l];
      if (level.count == 0) continue;
      at::Tensor rows = table.narrow(0, level.begin, level.count);
      if (l == 0) {
        at::index_select_out(rows, coordinates, 0, inputs);
        rows.add_(levels[l].bias);
      } else {
        rows.copy_(levels[l].bias.expand_as(rows));
        levels[l].sources.add(rows, table, weight);
      }
      if (sums) sums->narrow(0, level.begin, level.count).copy_(rows);
      for (const CppnLevel::Run& run : level.runs) {
        at::Tensor part = table.narrow(0, run.begin, run.count);
        activate_(part, run.activation);
      }
    }
    return table;
  }
};

CppnNetwork::CppnNetwork(CppnPlan plan, const std::string& device)
    : state_(std::make_unique<State>(
          State{std::move(plan), at::Device(device), {}, {}, {}, {}, {}, {}})) {
  State& s = *state_;
  for (const CppnLevel& level : s.plan.levels)
    s.levels.push_back({LevelSums(level.sources, s.device), LevelSums(level.targets, s.device),
                        on_device(level.bias, at::kFloat, s.device).unsqueeze(1)});
  s.weights = on_device(s.plan.weight, at::kFloat, s.device);
  s.inputs = on_device(s.plan.input, at::kLong, s.device);
  s.outputs = on_device(s.plan.output_row, at::kLong, s.device);
  s.source_rows = on_device(s.plan.source_row, at::kLong, s.device);
  s.target_rows = on_device(s.plan.target_row, at::kLong, s.device);
}
CppnNetwork::~CppnNetwork() = default;
CppnNetwork::CppnNetwork(CppnNetwork&&) noexcept = default;

const CppnPlan& CppnNetwork::plan() const {
  return state_->plan;
}
const at::Tensor& CppnNetwork::initial_weights() const {
  return state_->weights;
}

void CppnNetwork::forward(const at::Tensor& weights, const at::Tensor& coordinates, at::Tensor& raw,
                          at::Tensor& scratch) const {
  const State& s = *state_;
  const at::Tensor table = s.values(weights, coordinates, scratch, nullptr);
  raw.copy_(table.index_select(0, s.outputs).view(raw.sizes()));
}

void CppnNetwork::backward(const at::Tensor& weights, const at::Tensor& coordinates,
                           const at::Tensor& raw_gradient, at::Tensor& weight_gradient,
                           at::Tensor& scratch) const {
  const State& s = *state_;
  if (s.plan.weight.empty()) return;
  at::Tensor sums;
  const at::Tensor table = s.values(weights, coordinates, scratch, &sums);
  // d loss / d sum of every node, (R,T); starts as the gradient that outputs receive from outside.
  at::Tensor gradient = at::zeros_like(table);
  const at::Tensor outside = raw_gradient.reshape({-1, table.size(1)});
  gradient.index_copy_(0, s.outputs, outside);
  gradient.select(0, 0).zero_();  // where the outputs that are not computed went
  for (std::size_t l = s.plan.levels.size(); l-- > 1;) {
    const CppnLevel& level = s.plan.levels[l];
    at::Tensor rows = gradient.narrow(0, level.begin, level.count);
    s.levels[l].targets.add(rows, gradient, weights);
    for (const CppnLevel::Run& run : level.runs)
      gradient.narrow(0, run.begin, run.count)
          .mul_(slope(sums.narrow(0, run.begin, run.count), table.narrow(0, run.begin, run.count),
                      run.activation));
  }
  constexpr std::int64_t rows_at_once = 1024;
  for (std::int64_t begin = 0; begin < s.source_rows.size(0); begin += rows_at_once) {
    const std::int64_t count = std::min(rows_at_once, s.source_rows.size(0) - begin);
    at::Tensor product = table.index_select(0, s.source_rows.narrow(0, begin, count));
    product.mul_(gradient.index_select(0, s.target_rows.narrow(0, begin, count)));
    // A GPU adds in an order that depends on how many rows there are.
    if (!product.is_cpu() && count < rows_at_once)
      product =
          at::cat({product, at::zeros({rows_at_once - count, product.size(1)}, product.options())});
    weight_gradient.narrow(0, begin, count).add_(product.sum(1).narrow(0, 0, count));
  }
}

}  // namespace moai
