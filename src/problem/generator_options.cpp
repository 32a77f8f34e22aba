#include "problem/generator_options.h"

namespace moai {

void describe(OptionVisitor& visitor, GeneratorOptions& options) {
  describe(visitor, options.script,
           "TorchScript module: one tensor (B,shape) for each block of the genome -> pictures "
           "(B,3,H,W) in [0,1], scaled to problem.size where they are larger or smaller");
  visitor.integer("batch", options.batch, {1, 100'000},
                  "pictures made together; results depend on it in their last digits");
}

}  // namespace moai
