#pragma once
// Runs a plan on a device: the raw outputs of a group of networks at every pixel, and the gradient
// of a loss with respect to their weights.
//
//   CppnNetwork network(make_plan(genomes, inputs, outputs), "cpu");
//   network.forward(network.initial_weights(), coordinates, raw, scratch);
//
// Pixels come in rows whose length is a multiple of pixel_alignment, so that a pixel always sits
// at the same place of a vector register and its value never depends on the batch. Callers keep
// LibTorch from splitting an operation over threads (serial_tasks.h).

#include <cstdint>
#include <memory>
#include <string>

#include "genome/cppn/cppn_plan.h"

namespace at {
class Tensor;
}

namespace moai {

constexpr std::int64_t pixel_alignment = 64;

class CppnNetwork {
 public:
  CppnNetwork(CppnPlan plan, const std::string& device);
  ~CppnNetwork();
  CppnNetwork(CppnNetwork&&) noexcept;

  const CppnPlan& plan() const;

  /// (W) float32, the weights of the live connections as the genomes have them.
  const at::Tensor& initial_weights() const;

  /// coordinates: (inputs,T) float32; raw: (networks,outputs,T), written. `scratch` is memory for
  /// the values of the nodes; it grows as needed and may be used again for anything.
  void forward(const at::Tensor& weights, const at::Tensor& coordinates, at::Tensor& raw,
               at::Tensor& scratch) const;

  /// raw_gradient: (networks,outputs,T). Adds to weight_gradient, (W). Computes the networks anew.
  void backward(const at::Tensor& weights, const at::Tensor& coordinates,
                const at::Tensor& raw_gradient, at::Tensor& weight_gradient,
                at::Tensor& scratch) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace moai
