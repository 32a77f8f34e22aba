/* Through the door of shared libraries. */
#include <moai_problem.h>

#include "zdt1.h"

int moai_problem_version(void) {
  return MOAI_PROBLEM_VERSION;
}

int moai_problem_evaluate(void* state, size_t rows, const double* x, double* f, double* g) {
  (void)state, (void)g;
  for (size_t k = 0; k < rows; ++k) zdt1(x + variables * k, f + objectives * k);
  return 0;
}
