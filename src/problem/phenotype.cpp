#include "problem/phenotype.h"

#include "support/error.h"
#include "support/option_error.h"
#include "support/torch_module.h"

namespace moai {
namespace {

UserError no_gradient() {
  return OptionError("algorithm.refine",
                     "pictures of this genome have no gradient (refinement descends one). Set "
                     "steps: 0.");
}

}  // namespace

std::unique_ptr<TrainableDrawing> Phenotype::trainable(std::span<const Genome* const>) const {
  throw no_gradient();
}

Genome Phenotype::with_parameters(const Genome&, std::span<const float>, double) const {
  throw no_gradient();
}

std::unique_ptr<Phenotype> make_phenotype(const GenomeOptions& options,
                                          const GeneratorOptions& generator,
                                          const std::string& device, const RandomSource& source) {
  return torch_function<decltype(moai_make_phenotype)>("moai_make_phenotype")(options, generator,
                                                                              device, source);
}

}  // namespace moai
