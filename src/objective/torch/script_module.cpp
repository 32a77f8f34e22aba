#include "objective/torch/script_module.h"

#include <caffe2/serialize/inline_container.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/script.h>

#include <filesystem>
#include <map>
#include <sstream>

#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr const char* how_to_save = " Save one with torch.jit.script(module).save(FILE).";

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

// What LibTorch says went wrong, as one line: that of the Python exception where a module raised
// one, else the first; without traces of either language.
std::string gist(const std::exception& error) {
  const auto* torch_error = dynamic_cast<const c10::Error*>(&error);
  std::istringstream in(torch_error ? torch_error->what_without_backtrace() : error.what());
  std::string first, raised;
  for (std::string line; std::getline(in, line);) {
    if (line.find_first_not_of(" ~<-\t") == std::string::npos) continue;
    if (first.empty()) first = line;
    if (line.starts_with("RuntimeError: ") || line.starts_with("builtins.")) raised = line;
  }
  const std::string& said = raised.empty() ? first : raised;
  constexpr std::size_t most = 300;
  return said.size() <= most ? said : said.substr(0, most) + "...";
}

// Why the file is no TorchScript archive, or nothing where it looks like one. torch.jit.save and
// torch.save both write zip archives; only the first one's have code, and its constants beside it.
std::string defect_of(const std::string& file) {
  if (!std::filesystem::is_regular_file(file)) return "there is no such file";
  try {
    caffe2::serialize::PyTorchStreamReader archive(file);
    if (archive.hasRecord("constants.pkl")) return "";
    return "it was written by torch.save and holds data without the code that runs it: "
           "weights, or a pickled object";
  } catch (const std::exception&) {
    return "it is no archive of PyTorch, or a damaged one";
  }
}

std::string in_words(const c10::IValue& value) {
  static const std::map<std::string, std::string> words = {{"None", "nothing"},
                                                           {"Double", "a number"},
                                                           {"Int", "a number"},
                                                           {"Bool", "a yes or no"},
                                                           {"String", "a text"},
                                                           {"GenericDict", "a dictionary"},
                                                           {"Tuple", "a tuple"},
                                                           {"GenericList", "a list"},
                                                           {"TensorList", "a list of tensors"},
                                                           {"DoubleList", "a list of numbers"},
                                                           {"IntList", "a list of numbers"}};
  const auto known = words.find(value.tagKind());
  return known == words.end() ? concat("a ", value.tagKind()) : known->second;
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
  if (const std::string defect = defect_of(options.file); !defect.empty())
    throw UserError(
        concat("'", options.file, "' is no TorchScript module (", defect, ").", how_to_save));
  try {
    state_->module = torch::jit::load(options.file, at::Device(device));
    state_->module.eval();
    for (at::Tensor parameter : state_->module.parameters()) prepare(parameter, state_->type);
    for (at::Tensor buffer : state_->module.buffers()) prepare(buffer, state_->type);
  } catch (const std::exception& error) {
    throw UserError(concat("'", options.file, "' cannot be loaded as a TorchScript module (",
                           gist(error), ").", how_to_save));
  }
  if (!state_->module.find_method("forward"))
    throw UserError(concat("the TorchScript module '", options.file,
                           "' has no forward (which is what is called).", how_to_save));
}
ScriptModule::~ScriptModule() = default;
ScriptModule::ScriptModule(ScriptModule&&) noexcept = default;

const std::string& ScriptModule::file() const {
  return state_->file;
}

at::Tensor ScriptModule::operator()(std::vector<at::Tensor> inputs) const {
  const torch::jit::GraphOptimizerEnabledGuard as_saved(false);
  std::vector<c10::IValue> values;
  // Copies: a module may work in place, and others see the same pictures.
  for (const at::Tensor& input : inputs)
    values.emplace_back(input.to(state_->type, /*non_blocking=*/false, /*copy=*/true));
  c10::IValue result;
  try {
    result = state_->module.forward(std::move(values));
  } catch (const std::exception& error) {
    throw UserError(
        concat("the TorchScript module '", state_->file, "' failed (", gist(error), ")."));
  }
  const auto refuse = [&](const std::string& what) {
    return UserError(concat("the TorchScript module '", state_->file, "' returns ", what,
                            " (one tensor of numbers is needed). Let its forward return that."));
  };
  if (!result.isTensor()) throw refuse(in_words(result));
  const at::Tensor tensor = result.toTensor();
  if (!tensor.defined()) throw refuse("nothing");
  if (tensor.layout() != at::kStrided || tensor.is_quantized())
    throw refuse("a sparse or quantized tensor");
  if (tensor.is_complex()) throw refuse("a tensor of complex numbers");
  return tensor;
}

}  // namespace moai
