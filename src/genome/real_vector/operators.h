#pragma once
// Variation of one real variable as a function of the random number u, so that it can be compared
// with exact values.
//
//   auto [below, above] = sbx_children(0.2, 0.5, 0.0, 1.0, 15.0, rng.uniform());
//   double x = polynomially_mutated(0.2, 0.0, 1.0, 20.0, rng.uniform());
//
// Which variables are crossed or mutated, and which child gets which value, is decided in
// real_vector_space.cpp.

#include <utility>

namespace moai {

/// Bounded simulated binary crossover of two different values (K. Deb, R. B. Agrawal, Complex
/// Systems 9, 1995; bounds as in K. Deb, A. Pratap, S. Agarwal, T. Meyarivan, IEEE TEC 6(2), 2002).
/// a and b within [lower, upper], differing by more than 1e-14; index >= 0; u in [0,1). Returns the
/// child near the smaller parent and the one near the larger, both within the bounds.
std::pair<double, double> sbx_children(double a, double b, double lower, double upper, double index,
                                       double u);

/// Bounded polynomial mutation (same source). x within [lower, upper], lower < upper; index >= 0; u
/// in [0,1). Returns a value within the bounds.
double polynomially_mutated(double x, double lower, double upper, double index, double u);

}  // namespace moai
