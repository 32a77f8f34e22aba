#include "problem/problem_description.h"

namespace moai {

void ProblemDescription::check_refinement(const RefineOptions&) const {
  throw UserError("this problem has no gradient (refinement descends one). Set steps: 0.");
}

}  // namespace moai
