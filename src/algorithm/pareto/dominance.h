#pragma once
// Pareto dominance of two fitness vectors, larger is better.
//
//   dominates(a, b)                       a is nowhere worse than b and somewhere better
//   loosely_dominates(a, b, tolerance)    and better by more than the tolerance somewhere
//
// NaN counts as minus infinity. Constraints are the caller's: feasible individuals are ranked
// first.

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace moai {

/// A fitness value as all of this folder reads it: NaN is the worst there is.
inline double fitness_value(double value) {
  return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
}

/// a and b: (M). True if a is at least as large in every objective and larger in one.
inline bool dominates(std::span<const double> a, std::span<const double> b) {
  bool better = false;
  for (std::size_t m = 0; m < a.size(); ++m) {
    const double value = fitness_value(a[m]), other = fitness_value(b[m]);
    if (value < other) return false;
    better |= value > other;
  }
  return better;
}

/// Loose dominance of the Omni-Optimizer (Deb and Tiwari, EJOR 185(3), 2008): a dominates b, and
/// a[m] - tolerance[m] > b[m] for at least one objective. tolerance: (M), not negative. Not
/// transitive. With tolerance 0 it is dominates().
inline bool loosely_dominates(std::span<const double> a, std::span<const double> b,
                              std::span<const double> tolerance) {
  bool better = false;
  for (std::size_t m = 0; m < a.size(); ++m) {
    const double value = fitness_value(a[m]), other = fitness_value(b[m]);
    if (value < other) return false;
    better |= value - tolerance[m] > other;
  }
  return better;
}

}  // namespace moai
