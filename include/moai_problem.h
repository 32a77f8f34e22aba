/* A problem of your own as a shared library, for moai's `problem: {type: library, file: ./libcar.so}`.
 * Write these functions in C, C++ (inside extern "C"), Fortran (bind(c)), Rust (extern "C") ...:
 *
 *   cc -O2 -shared -fPIC -I include car.c -o libcar.so
 *
 * Threads: one state is never used by two threads at once. Different states may be, side by side,
 * where the experiment says workers: 2 or more; open and close are called by one thread at a time.
 * Determinism: a row's result has to depend on that row alone, not on the others of its batch, on
 * earlier calls, or on which state computes it.
 * A library that crashes takes its rank with it; programs that may do so are better served as
 * `problem: {type: external}`. */
#ifndef MOAI_PROBLEM_H
#define MOAI_PROBLEM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MOAI_PROBLEM_VERSION 1

/* What the experiment says. Check it in moai_problem_open: a mistake is told before anything is
 * computed. The arrays live as long as the state. */
struct moai_problem_shape {
  size_t variables;
  size_t objectives;
  size_t constraints;
  const double *minimum; /* (variables) bounds; of a category 0 and the last of its choices */
  const double *maximum; /* (variables) */
  int rank;              /* of this process in the job */
  int worker;            /* of this state in the rank, from 0 */
};

/* Returns MOAI_PROBLEM_VERSION, as it was when the library was compiled. Required. */
int moai_problem_version(void);

/* Called once for each worker. *state is yours, NULL if you need none. Returns 0, or another number
 * and writes why (a C string of at most message_size bytes) into message. Optional. */
int moai_problem_open(const struct moai_problem_shape *shape, void **state, char *message,
                      size_t message_size);

/* rows designs: x is (rows, variables), f (rows, objectives), g (rows, constraints), all row by row.
 * Integers, categories (from 0) and bits are whole numbers in x. f is in your own direction, g above
 * 0 is a violated constraint; g is NULL without constraints. A row whose f or g is not finite has
 * failed. Returns 0, or another number where the batch as a whole failed: each of its rows is then
 * asked for by itself. Required. */
int moai_problem_evaluate(void *state, size_t rows, const double *x, double *f, double *g);

/* Called once for each state at the end. Optional. */
void moai_problem_close(void *state);

#ifdef __cplusplus
}
#endif
#endif
