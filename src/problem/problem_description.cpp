#include "problem/problem_description.h"

#include "support/option_error.h"

namespace moai {

void ProblemDescription::check_refinement(const RefineOptions&) const {
  throw OptionError("algorithm.refine",
                    "this problem has no gradient (refinement descends one). Set steps: 0.");
}

}  // namespace moai
