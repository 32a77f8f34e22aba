#include "problem/benchmark/constrained.h"

#include <algorithm>

#include "problem/benchmark/sampling.h"

namespace moai {
namespace {

double positive(double value) {
  return std::max(value, 0.0);
}

double height_of_front(double x1) {
  return positive(6.0 - 9.0 * x1);
}

}  // namespace

TestFunction make_constr() {
  TestFunction function;
  function.name = "constr";
  function.source = "Deb, Pratap, Agarwal, Meyarivan, IEEE TEC 6(2), 2002";
  function.lower = {0.1, 0.0};
  function.upper = {1.0, 5.0};
  function.evaluate = [](std::span<const double> x, std::span<double> f) {
    f[0] = x[0];
    f[1] = (1.0 + x[1]) / x[0];
  };
  function.violation = [](std::span<const double> x) {
    return positive(6.0 - (x[1] + 9.0 * x[0])) + positive(1.0 - (9.0 * x[0] - x[1]));
  };
  // x2 falls along the first constraint until it reaches 0.
  function.set = [](std::size_t points) {
    ParetoSet set;
    set.curves = true;
    for (const double x1 : evenly(7.0 / 18.0, 1.0, points)) {
      set.points.append_row(std::vector<double>{x1, height_of_front(x1)});
      set.piece.push_back(0);
    }
    return set;
  };
  function.front = [](std::size_t points) {
    Matrix front;
    for (const double x1 : evenly(7.0 / 18.0, 1.0, points))
      front.append_row(std::vector<double>{x1, (1.0 + height_of_front(x1)) / x1});
    return front;
  };
  return function;
}

}  // namespace moai
