#pragma once
// A TorchScript module from a file: a user's generator of pictures, or a user's scorer of them.
//
//   const ScriptModule scorer(options.script, "cpu");
//   at::Tensor values = scorer({images});
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

  /// forward(inputs...) of copies in the module's precision; its result as it is, of whatever
  /// shape, place and type (but real, and dense). Throws UserError, in one sentence, where the
  /// module fails or returns something else than a tensor. Several threads may call at once.
  at::Tensor operator()(std::vector<at::Tensor> inputs) const;

  const std::string& file() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace moai
