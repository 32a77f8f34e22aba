#pragma once
// CPPNs drawn the straightforward way: one network after the other, one node after the other, with
// one tensor per node. The renderer has to agree with it and to be faster.

#include <ATen/ATen.h>

#include <numbers>
#include <optional>
#include <vector>

#include "genome/cppn/cppn_genome.h"

namespace moai::oracle {

inline at::Tensor activated(const at::Tensor& x, Activation activation) {
  switch (activation) {
    case Activation::identity:
      return x;
    case Activation::sin:
      return at::sin(x);
    case Activation::cos:
      return at::cos(x * std::numbers::pi);
    case Activation::gaussian:
      return at::exp(-(x * x));
    case Activation::sigmoid:
      return at::sigmoid(x);
    case Activation::softplus:
      return at::softplus(x);
    case Activation::linear:
      return at::clamp(x, -3.0, 3.0) / 3.0;
    case Activation::tanh:
      return at::tanh(x * 2.5);
    case Activation::sin_pi:
      return at::sin(x * std::numbers::pi);
    case Activation::sharp_gaussian:
      return 2.0 * at::exp(-20.0 * x * x) - 0.5;
  }
  return x;
}

/// The values of the nodes of one network, computed when they are first asked for.
class Values {
 public:
  /// coordinates: (inputs, pixels).
  Values(const CppnGenome& genome, const at::Tensor& coordinates)
      : genome_(genome),
        coordinates_(coordinates),
        asked_(genome.nodes.size(), false),
        values_(genome.nodes.size()) {}

  /// (pixels), or nothing if no enabled connections lead to the node from an input.
  std::optional<at::Tensor> of(std::size_t node) {
    if (!asked_[node]) {
      asked_[node] = true;
      const auto sum = sum_of(node);
      if (sum) values_[node] = activated(*sum, genome_.nodes[node].activation);
    }
    return values_[node];
  }

 private:
  std::optional<at::Tensor> sum_of(std::size_t node) {
    const CppnNode& gene = genome_.nodes[node];
    if (static_cast<std::int64_t>(node) < coordinates_.size(0))
      return coordinates_[static_cast<std::int64_t>(node)] + gene.bias;
    std::optional<at::Tensor> sum;
    for (const CppnConnection& connection : genome_.connections) {
      if (!connection.enabled || connection.target != gene.id) continue;
      std::size_t source = 0;
      while (genome_.nodes[source].id != connection.source) ++source;
      const auto value = of(source);
      if (!value) continue;
      if (!sum) sum = at::full_like(coordinates_[0], gene.bias);
      sum = *sum + *value * connection.weight;
    }
    return sum;
  }

  const CppnGenome& genome_;
  const at::Tensor& coordinates_;
  std::vector<bool> asked_;
  std::vector<std::optional<at::Tensor>> values_;
};

/// (3,H,W) for ColorMode::rgb and OutputRange::min_max.
inline at::Tensor picture(const CppnGenome& genome, const at::Tensor& coordinates,
                          std::int64_t height, std::int64_t width) {
  Values values(genome, coordinates);
  std::vector<at::Tensor> channels;
  for (std::size_t o = 0; o < 3; ++o) {
    const auto value = values.of(static_cast<std::size_t>(coordinates.size(0)) + o);
    channels.push_back(value.value_or(at::zeros_like(coordinates[0])));
  }
  const at::Tensor raw = at::stack(channels);
  const at::Tensor low = raw.min(), high = raw.max();
  return ((raw - low) / (high - low + 1e-8)).clamp(0.0, 1.0).view({3, height, width});
}

}  // namespace moai::oracle
