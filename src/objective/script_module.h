#pragma once
// A TorchScript module from a file: a user's generator of pictures, or a user's scorer of them.
//
//   const ScriptModule scorer(options.script, "cpu");
//   at::Tensor values = scorer({images});        // float32 in, float32 out
//
// It runs the graph as it was saved: LibTorch's profiling optimiser fuses operations after the
// first calls, and the same input would no longer give the same bits.

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

#include "objective/script_options.h"

namespace moai {

class ScriptModule {
 public:
  /// Throws UserError where the file is no TorchScript module, or the device cannot take it.
  ScriptModule(const ScriptOptions& options, const std::string& device);
  ~ScriptModule();
  ScriptModule(ScriptModule&&) noexcept;

  /// forward(inputs...), which are brought to the module's precision; the result in float32. Throws
  /// UserError where the module fails or returns something else than a tensor. Several threads may
  /// call at once.
  at::Tensor operator()(std::vector<at::Tensor> inputs) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace moai
