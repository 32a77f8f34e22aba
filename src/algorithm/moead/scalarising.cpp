#include "algorithm/moead/scalarising.h"

#include <algorithm>
#include <cmath>

namespace moai {
namespace {

constexpr double worst_lack = 1e9;
// So that whoever is weakly dominated loses where a weight is zero, too.
constexpr double least_weight = 1e-6;

}  // namespace

Scalarising::Scalarising(Decomposition decomposition, double penalty, std::span<const double> ideal,
                         std::span<const double> nadir)
    : decomposition_(decomposition), penalty_(penalty), ideal_(ideal.begin(), ideal.end()) {
  for (std::size_t m = 0; m < ideal.size(); ++m) {
    const double range = ideal[m] - nadir[m];
    range_.push_back(range > 0.0 && std::isfinite(range) ? range : 1.0);
  }
}

double Scalarising::lack(std::span<const double> fitness, std::size_t objective) const {
  const double lack = (ideal_[objective] - fitness[objective]) / range_[objective];
  return std::isnan(lack) ? worst_lack : std::clamp(lack, 0.0, worst_lack);
}

double Scalarising::cost(std::span<const double> fitness, std::span<const double> weight) const {
  if (decomposition_ == Decomposition::tchebycheff) {
    double worst = 0.0;
    for (std::size_t m = 0; m < weight.size(); ++m)
      worst = std::max(worst, std::max(weight[m], least_weight) * lack(fitness, m));
    return worst;
  }
  double dot = 0.0, squares = 0.0;
  for (std::size_t m = 0; m < weight.size(); ++m) {
    dot += lack(fitness, m) * weight[m];
    squares += weight[m] * weight[m];
  }
  double across = 0.0;
  for (std::size_t m = 0; m < weight.size(); ++m) {
    const double off = lack(fitness, m) - dot / squares * weight[m];
    across += off * off;
  }
  return dot / std::sqrt(squares) + penalty_ * std::sqrt(across);
}

}  // namespace moai
