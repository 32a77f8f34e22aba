#include "problem/benchmark/wfg_transformations.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace moai::wfg {
namespace {

// Rounding may leave [0,1] by a few units in the last place, and powers of negatives are NaN.
double unit(double value) {
  return std::clamp(value, 0.0, 1.0);
}

}  // namespace

double b_poly(double y, double alpha) {
  return unit(std::pow(y, alpha));
}

double b_flat(double y, double a, double b, double c) {
  return unit(a + std::min(0.0, std::floor(y - b)) * a * (b - y) / b -
              std::min(0.0, std::floor(c - y)) * (1.0 - a) * (y - c) / (1.0 - c));
}

double b_param_exponent(double u, double a, double b, double c) {
  const double v = a - (1.0 - 2.0 * u) * std::abs(std::floor(0.5 - u) + a);
  return b + (c - b) * v;
}

double b_param(double y, double u, double a, double b, double c) {
  return unit(std::pow(y, b_param_exponent(u, a, b, c)));
}

double s_linear(double y, double a) {
  return unit(std::abs(y - a) / std::abs(std::floor(a - y) + a));
}

double s_decept(double y, double a, double b, double c) {
  const double below = std::floor(y - a + b) * (1.0 - c + (a - b) / b) / (a - b);
  const double above = std::floor(a + b - y) * (1.0 - c + (1.0 - a - b) / b) / (1.0 - a - b);
  return unit(1.0 + (std::abs(y - a) - b) * (below + above + 1.0 / b));
}

double s_multi(double y, double a, double b, double c) {
  const double distance = std::abs(y - c) / (2.0 * (std::floor(c - y) + c));
  return unit((1.0 + std::cos((4.0 * a + 2.0) * std::numbers::pi * (0.5 - distance)) +
               4.0 * b * distance * distance) /
              (b + 2.0));
}

double r_sum(std::span<const double> y) {
  double sum = 0.0;
  for (const double value : y) sum += value;
  return unit(sum / static_cast<double>(y.size()));
}

double r_sum(std::span<const double> y, double first_weight, double weight_step) {
  double sum = 0.0, weights = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double weight = first_weight + weight_step * static_cast<double>(i);
    sum += weight * y[i];
    weights += weight;
  }
  return unit(sum / weights);
}

double r_nonsep(std::span<const double> y, std::size_t a) {
  const std::size_t n = y.size();
  double sum = 0.0;
  for (std::size_t j = 0; j < n; ++j) {
    sum += y[j];
    for (std::size_t k = 1; k < a; ++k) sum += std::abs(y[j] - y[(j + k) % n]);
  }
  const double size = static_cast<double>(a), half = std::ceil(size / 2.0);
  return unit(sum / (static_cast<double>(n) / size * half * (1.0 + 2.0 * size - 2.0 * half)));
}

}  // namespace moai::wfg
