#include "problem/problem.h"

#include "support/error.h"

namespace moai {

Refinement Problem::refined(const RefineRequest&) const {
  throw UserError(
      "algorithm.refine: this problem has no gradient (only objectives that are differentiable "
      "have one). Set steps: 0.");
}

}  // namespace moai
