#pragma once
// A test function with a known answer, as its authors define it: minimised, with bounds.
//
//   TestFunction function = make_zdt(1, 30);
//   function.evaluate(x, f);                  // x: (n), f: (M)
//   Matrix front = function.front(1000);      // about 1000 points of the exact front
//
// Nothing here maximises: the sign changes in benchmark_problem.cpp.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "support/matrix.h"

namespace moai {

/// A sample of the Pareto set. Rows of one connected piece share a number, pieces count from 0.
struct ParetoSet {
  Matrix points;                     ///< (Z,n)
  std::vector<std::uint32_t> piece;  ///< (Z)
  bool curves = false;               ///< every piece is a curve, its rows in order along it
};

struct TestFunction {
  std::string name;
  std::string source;  ///< where it was published
  std::size_t objectives = 2;
  std::vector<double> lower;
  std::vector<double> upper;

  /// x: (n) within the bounds, f: (M), minimised.
  std::function<void(std::span<const double> x, std::span<double> f)> evaluate;
  /// Sum of the constraints' violations, 0: feasible. Empty: no constraints.
  std::function<double(std::span<const double> x)> violation;
  /// About `points` points (Z,M) of the exact front, its extremes among them.
  std::function<Matrix(std::size_t points)> front;
  /// About `points` points of the Pareto set. Empty: not known in closed form.
  std::function<ParetoSet(std::size_t points)> set;
  /// (M) best and worst values on the front, where a sample would miss them; empty: it does not.
  std::vector<double> ideal;
  std::vector<double> nadir;
  /// (M) where the hypervolume is measured from; empty: the nadir and a tenth of the front's range.
  std::vector<double> reference;

  std::size_t variables() const { return lower.size(); }
};

}  // namespace moai
