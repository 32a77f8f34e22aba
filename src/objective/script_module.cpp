#include "objective/script_module.h"

#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/script.h>

#include <sstream>

#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

at::ScalarType type_of(ScriptPrecision precision) {
  switch (precision) {
    case ScriptPrecision::float32:
      return at::kFloat;
    case ScriptPrecision::float16:
      return at::kHalf;
    case ScriptPrecision::bfloat16:
      return at::kBFloat16;
  }
  return at::kFloat;
}

// The last line that says something; LibTorch's messages are long.
std::string gist(const std::string& message) {
  std::string gist;
  std::istringstream in(message);
  for (std::string line; std::getline(in, line);)
    if (line.find_first_not_of(" ~<-\t") != std::string::npos) gist = line;
  const auto start = gist.find_first_not_of(' ');
  return gist.substr(start == std::string::npos ? 0 : start);
}

// A parameter that still asks for its gradient makes every result look as if it depended on the
// picture. Whole numbers (positions, indices) stay what they are in any arithmetic.
void prepare(at::Tensor& tensor, at::ScalarType type) {
  tensor.requires_grad_(false);
  if (tensor.is_floating_point() && tensor.scalar_type() != type) tensor.set_data(tensor.to(type));
}

}  // namespace

struct ScriptModule::State {
  std::string file;
  at::ScalarType type;
  mutable torch::jit::Module module;  // forward is not const, but does not change an eval() module
};

ScriptModule::ScriptModule(const ScriptOptions& options, const std::string& device)
    : state_(std::make_unique<State>()) {
  state_->file = options.file;
  state_->type = type_of(options.precision);
  try {
    state_->module = torch::jit::load(options.file, at::Device(device));
    state_->module.eval();
    for (at::Tensor parameter : state_->module.parameters()) prepare(parameter, state_->type);
    for (at::Tensor buffer : state_->module.buffers()) prepare(buffer, state_->type);
  } catch (const std::exception& error) {
    throw UserError(concat("'", options.file, "' cannot be loaded as a TorchScript module (",
                           gist(error.what()),
                           "). Save one with torch.jit.script(module).save(FILE)."));
  }
}
ScriptModule::~ScriptModule() = default;
ScriptModule::ScriptModule(ScriptModule&&) noexcept = default;

at::Tensor ScriptModule::operator()(std::vector<at::Tensor> inputs) const {
  const torch::jit::GraphOptimizerEnabledGuard as_saved(false);
  std::vector<c10::IValue> values;
  for (at::Tensor& input : inputs) values.emplace_back(input.to(state_->type));
  try {
    return state_->module.forward(std::move(values)).toTensor().to(at::kFloat);
  } catch (const std::exception& error) {
    throw UserError(
        concat("the TorchScript module '", state_->file, "' failed (", gist(error.what()), ")."));
  }
}

}  // namespace moai
