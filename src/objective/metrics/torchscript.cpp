// A user's own objectives: a TorchScript module that takes images (B,3,H,W) float32 in [0,1] and
// returns (B,K), larger is better, each row a function of its own image. An infinity becomes NaN,
// which the run counts and which loses every vote.
#include "objective/metrics/metrics.h"
#include "objective/script_module.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

class TorchScript final : public Objective {
 public:
  TorchScript(ScriptModule module, std::int64_t outputs)
      : module_(std::move(module)), outputs_(outputs) {}

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const at::Tensor values = module_({images.rgb()});
    return outputs_ == 1 && values.dim() == 1 ? values.unsqueeze(1) : values;
  }

 private:
  ScriptModule module_;
  std::int64_t outputs_;
};

}  // namespace

std::unique_ptr<Objective> make_torchscript(const ObjectiveContext& context) {
  const auto outputs = static_cast<std::int64_t>(context.options.outputs.size());
  const at::Tensor& rgb = context.target.rgb();
  auto objective = std::make_unique<TorchScript>(
      ScriptModule(context.options.script, rgb.device().str()), outputs);
  const at::Tensor values = objective->evaluate(context.target);
  if (values.dim() != 2 || values.size(0) != rgb.size(0) || values.size(1) != outputs)
    throw UserError(concat("objectives: the scorer '", context.options.script.file,
                           "' cannot be used (it returns ", values.sizes(), " for ", rgb.size(0),
                           " images). Save one with torch.jit.script(module).save(FILE) that takes "
                           "(B,3,H,W) and returns (B,",
                           outputs, "), the number of its outputs."));
  return objective;
}

}  // namespace moai
