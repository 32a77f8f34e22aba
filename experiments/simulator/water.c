/* Water resource planning: five costs and losses of a storm drainage system, seven constraints.
 * K. Musselman, J. Talavage, Operations Research 28(6), 1980, as in K. Deb, A. Pratap, S. Agarwal,
 * T. Meyarivan, IEEE TEC 6(2), 2002; equal to problem RE61 of R. Tanabe, H. Ishibuchi, Applied Soft
 * Computing 89, 2020, on 300 random designs. Constraints are divided by their limits.
 *
 *   cd experiments/simulator
 *   cc -O2 -shared -fPIC -I ../../include water.c -o libwater.so -lm
 *
 * With -DPROGRAM it is a program that water.sh calls: three numbers in, twelve out. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void water(const double* x, double* f, double* g) {
  const double product = x[0] * x[1];
  f[0] = 106780.37 * (x[1] + x[2]) + 61704.67;
  f[1] = 3000.0 * x[0];
  f[2] = 305700.0 * 2289.0 * x[1] / pow(0.06 * 2289.0, 0.65);
  f[3] = 250.0 * 2289.0 * exp(-39.75 * x[1] + 9.9 * x[2] + 2.74);
  f[4] = 25.0 * (1.39 / product + 4940.0 * x[2] - 80.0);
  g[0] = 0.00139 / product + 4.94 * x[2] - 0.08 - 1.0;
  g[1] = 0.000306 / product + 1.082 * x[2] - 0.0986 - 1.0;
  g[2] = (12.307 / product + 49408.24 * x[2] + 4051.02) / 50000.0 - 1.0;
  g[3] = (2.098 / product + 8046.33 * x[2] - 696.71) / 16000.0 - 1.0;
  g[4] = (2.138 / product + 7883.39 * x[2] - 705.04) / 10000.0 - 1.0;
  g[5] = (0.417 * product + 1721.26 * x[2] - 136.54) / 2000.0 - 1.0;
  g[6] = (0.164 / product + 631.13 * x[2] - 54.48) / 550.0 - 1.0;
}

#ifdef PROGRAM
int main(int count, char** words) {
  double x[3], f[5], g[7];
  if (count != 4) return 2;
  for (int i = 0; i < 3; ++i) x[i] = strtod(words[i + 1], NULL);
  water(x, f, g);
  for (int m = 0; m < 5; ++m) printf("%s%.17g", m > 0 ? "," : "", f[m]);
  printf("\n");
  for (int k = 0; k < 7; ++k) printf("%s%.17g", k > 0 ? "," : "", g[k]);
  printf("\n");
  return 0;
}
#else
#include <moai_problem.h>

int moai_problem_version(void) {
  return MOAI_PROBLEM_VERSION;
}

int moai_problem_open(const struct moai_problem_shape* shape, void** state, char* message,
                      size_t message_size) {
  *state = NULL;
  if (shape->variables == 3 && shape->objectives == 5 && shape->constraints == 7) return 0;
  snprintf(message, message_size, "3 variables, 5 objectives and 7 constraints are served");
  return 1;
}

int moai_problem_evaluate(void* state, size_t rows, const double* x, double* f, double* g) {
  (void)state;
  for (size_t k = 0; k < rows; ++k) water(x + 3 * k, f + 5 * k, g + 7 * k);
  return 0;
}
#endif
