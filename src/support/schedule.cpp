#include "support/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace moai {

double Schedule::at(double progress) const {
  const double p = std::clamp(progress, 0.0, 1.0);
  switch (shape) {
    case Shape::constant:
      return from;
    case Shape::linear:
      return from + (to - from) * p;
    case Shape::geometric:
      return from * std::pow(to / from, p);
    case Shape::cosine:
      return to + (from - to) * 0.5 * (1.0 + std::cos(std::numbers::pi * p));
    case Shape::step:
      return p < 0.5 ? from : to;
  }
  return from;
}

}  // namespace moai
