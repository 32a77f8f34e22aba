#include "genome/real_vector/operators.h"

#include <algorithm>
#include <cmath>

namespace moai {
namespace {

// The spread factor: how far apart children are, in units of the parents' distance, when the
// nearer bound lies `beta` of these units away.
double spread(double beta, double index, double u) {
  const double alpha = 2.0 - std::pow(beta, -(index + 1.0));
  const double exponent = 1.0 / (index + 1.0);
  return u <= 1.0 / alpha ? std::pow(u * alpha, exponent)
                          : std::pow(1.0 / (2.0 - u * alpha), exponent);
}

}  // namespace

std::pair<double, double> sbx_children(double a, double b, double lower, double upper, double index,
                                       double u) {
  const double y1 = std::min(a, b), y2 = std::max(a, b);
  const double sum = y1 + y2, gap = y2 - y1;
  const double below = 0.5 * (sum - spread(1.0 + 2.0 * (y1 - lower) / gap, index, u) * gap);
  const double above = 0.5 * (sum + spread(1.0 + 2.0 * (upper - y2) / gap, index, u) * gap);
  return {std::clamp(below, lower, upper), std::clamp(above, lower, upper)};
}

double polynomially_mutated(double x, double lower, double upper, double index, double u) {
  const double range = upper - lower;
  const double exponent = 1.0 / (index + 1.0);
  double step = 0.0;
  if (u <= 0.5) {
    const double room = std::pow(1.0 - (x - lower) / range, index + 1.0);
    step = std::pow(2.0 * u + (1.0 - 2.0 * u) * room, exponent) - 1.0;
  } else {
    const double room = std::pow(1.0 - (upper - x) / range, index + 1.0);
    step = 1.0 - std::pow(2.0 * (1.0 - u) + (2.0 * u - 1.0) * room, exponent);
  }
  return std::clamp(x + step * range, lower, upper);
}

}  // namespace moai
