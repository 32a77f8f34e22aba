#include "objective/torch/weight_file.h"

#include <ATen/ATen.h>

#include <torch/csrc/jit/serialization/pickle.h>

#include <cstdlib>
#include <filesystem>

#include "support/file.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {

std::string weight_path(const std::string& path) {
  if (std::filesystem::exists(path)) return path;
  const char* folder = std::getenv("MOAI_WEIGHTS");
  if (folder != nullptr && !std::filesystem::path(path).is_absolute()) {
    const std::filesystem::path there = std::filesystem::path(folder) / path;
    if (std::filesystem::exists(there)) return there.string();
  }
  throw OptionError(
      "weights", concat("there is no '", path, "'",
                        folder == nullptr ? std::string(" ($MOAI_WEIGHTS is not set). ")
                                          : concat(", nor is it in $MOAI_WEIGHTS=", folder, ". "),
                        how_to_make_weights));
}

WeightFile::WeightFile(const std::string& path) : path_(path) {
  const std::string bytes = read_file(path);
  try {
    const c10::IValue content = torch::jit::pickle_load({bytes.begin(), bytes.end()});
    for (const auto& entry : content.toGenericDict()) {
      if (entry.value().isTensor())
        tensors_.emplace(entry.key().toStringRef(), entry.value().toTensor());
      else if (entry.value().isString() && entry.key().toStringRef() == "provenance")
        provenance_ = entry.value().toStringRef();
    }
  } catch (const c10::Error&) {
    throw OptionError("weights",
                      concat("'", path, "' is no file of weights. ", how_to_make_weights));
  }
}

at::Tensor WeightFile::tensor(const std::string& name, at::IntArrayRef shape) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end())
    throw OptionError("weights",
                      concat("'", path_, "' has no '", name, "'. ", how_to_make_weights));
  const at::Tensor& tensor = found->second;
  if (tensor.sizes() != shape || !tensor.is_floating_point() ||
      !tensor.isfinite().all().item<bool>())
    throw OptionError("weights", concat("'", name, "' in '", path_, "' is not ", shape,
                                        " finite numbers. ", how_to_make_weights));
  return tensor.to(at::kFloat).contiguous();
}

}  // namespace moai
