// A user's own objectives: a TorchScript module that takes images (B,3,H,W) float32 in [0,1] and
// returns (B,K), larger is better, each row a function of its own image. NaN and infinity become
// the lowest float.
#include <torch/script.h>

#include "objective/metrics/metrics.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

class TorchScript final : public Objective {
 public:
  TorchScript(torch::jit::Module module, std::int64_t outputs)
      : module_(std::move(module)), outputs_(outputs) {}

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const at::Tensor values = module_.forward({images.rgb()}).toTensor().to(at::kFloat);
    return outputs_ == 1 && values.dim() == 1 ? values.unsqueeze(1) : values;
  }

 private:
  mutable torch::jit::Module module_;  // forward is not const, but does not change an eval() module
  std::int64_t outputs_;
};

}  // namespace

std::unique_ptr<Objective> make_torchscript(const ObjectiveContext& context) {
  const std::string& file = context.options.file;
  const auto outputs = static_cast<std::int64_t>(context.options.outputs.size());
  const at::Tensor& rgb = context.target.rgb();
  const auto refuse = [&](const std::string& why) {
    return UserError(concat("objectives: the scorer '", file, "' cannot be used (", why,
                            "). Save one with torch.jit.script(module).save(FILE) that takes "
                            "(B,3,H,W) and returns (B,",
                            outputs, ")."));
  };
  try {
    torch::jit::Module module = torch::jit::load(file, rgb.device());
    module.eval();
    auto objective = std::make_unique<TorchScript>(std::move(module), outputs);
    const at::Tensor values = objective->evaluate(context.target);
    if (values.dim() != 2 || values.size(0) != rgb.size(0) || values.size(1) != outputs)
      throw refuse(concat("it returns ", values.sizes(), " for ", rgb.size(0), " images"));
    return objective;
  } catch (const c10::Error& error) {
    throw refuse(error.what_without_backtrace());
  }
}

}  // namespace moai
