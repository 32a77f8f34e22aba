#include "objective/torch/vgg16.h"

#include <ATen/ATen.h>

#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <optional>

#include "objective/torch/operators.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::array<std::int64_t, vgg_convolutions> vgg_channels = {
    64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512};

/// Whether convolutions on a GPU may shorten their products, while it lives. The switch is the
/// whole program's, and other objectives subtract numbers that are nearly equal.
class Tf32Convolutions {
 public:
  explicit Tf32Convolutions(bool allowed) : before_(at::globalContext().allowTF32CuDNN()) {
    at::globalContext().setAllowTF32CuDNN(allowed);
  }
  ~Tf32Convolutions() { at::globalContext().setAllowTF32CuDNN(before_); }
  Tf32Convolutions(const Tf32Convolutions&) = delete;
  Tf32Convolutions& operator=(const Tf32Convolutions&) = delete;

 private:
  bool before_;
};

}  // namespace

std::int64_t vgg16_channels(int n) {
  return vgg_channels.at(n - 1);
}

Vgg16Weights seeded_vgg16(std::int64_t seed) {
  Vgg16Weights result;
  result.origin = concat("seeded (seed ", seed, ", random, not pretrained)");
  const at::Generator generator = at::detail::createCPUGenerator(static_cast<std::uint64_t>(seed));
  std::int64_t in = 3;
  for (int n = 0; n < vgg_convolutions; ++n) {
    const double deviation = std::sqrt(2.0) / std::sqrt(static_cast<double>(9 * in));
    result.weight[n] =
        at::empty({vgg_channels[n], in, 3, 3}, at::kFloat).normal_(0.0, deviation, generator);
    result.bias[n] = at::zeros({vgg_channels[n]}, at::kFloat);
    in = vgg_channels[n];
  }
  return result;
}

Vgg16::Vgg16(Vgg16Weights weights, const std::string& device, std::string_view precision)
    : weights_(std::move(weights)),
      type_(precision == "bf16" ? at::kBFloat16 : at::kFloat),
      tf32_(precision == "tf32") {
  const at::Device where(device);
  if (precision != "float32" && precision != "tf32" && precision != "bf16")
    throw OptionError("precision",
                      concat("'", precision, "' is not known. Choose float32, tf32 or bf16."));
  if (precision == "tf32" && !where.is_cuda())
    throw OptionError("precision",
                      "tf32 needs a CUDA device (the CPU has no such arithmetic). "
                      "Choose float32 or bf16.");
  for (at::Tensor& weight : weights_.weight) weight = weight.to(where, type_).contiguous();
  for (at::Tensor& bias : weights_.bias) bias = bias.to(where, type_).contiguous();
  const at::Tensor line = at::tensor({0.25F, 0.5F, 0.25F});
  l2_window_ = (line.view({3, 1}) * line.view({1, 3})).view({1, 1, 3, 3}).to(where, type_);
  if (!where.is_cpu() || type_ != at::kFloat || !at::globalContext().userEnabledMkldnn() ||
      !at::globalContext().hasMKLDNN())
    return;
  const std::array<std::int64_t, 2> ones{1, 1};
  for (int n = 0; n < vgg_convolutions; ++n)
    packed_[n] = at::mkldnn_reorder_conv2d_weight(weights_.weight[n].to_mkldnn(), ones, ones, ones);
}

at::Tensor Vgg16::convolve(int n, const at::Tensor& x) const {
  if (packed_[n - 1].defined() && !wants_gradient(x)) {
    // What conv2d would do, but for turning the weights into oneDNN's order at every call.
    const std::array<std::int64_t, 2> ones{1, 1};
    return at::mkldnn_convolution(x.contiguous(), packed_[n - 1], weights_.bias[n - 1], ones, ones,
                                  ones, 1);
  }
  std::optional<Tf32Convolutions> shortened;
  if (x.is_cuda()) shortened.emplace(tf32_);
  return at::conv2d(x.to(type_), weights_.weight[n - 1], weights_.bias[n - 1], /*stride=*/1,
                    at::IntArrayRef(1));
}

at::Tensor Vgg16::l2_pool(const at::Tensor& x) const {
  const at::Tensor window = l2_window_.expand({x.size(1), 1, 3, 3}).contiguous();
  const at::Tensor smooth = at::conv2d(x.square(), window, {}, at::IntArrayRef(2),
                                       at::IntArrayRef(1), at::IntArrayRef(1), x.size(1));
  return (smooth + 1e-12).sqrt();
}

at::Tensor imagenet_normalised(const at::Tensor& rgb) {
  constexpr std::array<double, 3> imagenet_mean = {0.485, 0.456, 0.406},
                                  kDeviation = {0.229, 0.224, 0.225};
  std::vector<at::Tensor> channels;
  for (std::int64_t c = 0; c < 3; ++c)
    channels.push_back((rgb.narrow(1, c, 1) - imagenet_mean[c]) / kDeviation[c]);
  return at::cat(channels, 1);
}

}  // namespace moai
