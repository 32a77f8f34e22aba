/* ZDT1 of 30 variables, in C: what the doors of doors.py serve. */
#include <math.h>
#include <stddef.h>

enum { variables = 30, objectives = 2 };

static void zdt1(const double* x, double* f) {
  double total = 0.0;
  for (size_t i = 1; i < variables; ++i) total += x[i];
  const double g = 1.0 + 9.0 * (total / (variables - 1));
  f[0] = x[0];
  f[1] = g * (1.0 - sqrt(x[0] / g));
}
