// A user's own objectives: a TorchScript module that takes images (B,3,H,W) float32 in [0,1], of
// the size that was asked for however small, and returns (B,K), larger is better, each row a
// function of its own image. An infinity becomes NaN, which the run counts and which loses every
// vote.
#include <ATen/ATen.h>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/script_module.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

class TorchScript final : public Objective {
 public:
  TorchScript(ScriptModule module, std::int64_t outputs)
      : module_(std::move(module)), outputs_(outputs) {}

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const at::Tensor& rgb = images.unscaled();
    const at::Tensor values = module_({rgb});
    const bool is_column = outputs_ == 1 && values.dim() == 1 && values.size(0) == rgb.size(0);
    if (!is_column && values.sizes() != at::IntArrayRef{rgb.size(0), outputs_})
      throw UserError(concat("the scorer '", module_.file(), "' returns a tensor of shape ",
                             values.sizes(), " for ", rgb.sizes(), " (a row an image and a column ",
                             "an output are needed: [", rgb.size(0), ", ", outputs_,
                             "]). Mend the scorer, or name as many outputs as it has."));
    return values.to(rgb.device(), at::kFloat).reshape({rgb.size(0), outputs_});
  }

 private:
  ScriptModule module_;
  std::int64_t outputs_;
};

}  // namespace

std::unique_ptr<Objective> make_torchscript(const ObjectiveContext& context) {
  const auto outputs = static_cast<std::int64_t>(context.options.outputs.size());
  auto objective = std::make_unique<TorchScript>(
      ScriptModule(context.options.script, context.target.rgb().device().str()), outputs);
  objective->evaluate(context.target);  // throws where it cannot be used
  return objective;
}

}  // namespace moai
