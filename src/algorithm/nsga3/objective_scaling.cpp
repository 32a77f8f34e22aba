#include "algorithm/nsga3/objective_scaling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace moai {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();
constexpr double axis_weight = 1e-6;  // of the other objectives, in the achievement function
constexpr double nearly_nothing = 1e-3;
constexpr double smallest_share = 1e-6;
constexpr double largest_share = 1e9;  // its square is still exact enough to compare

// How far from the axis: the achievement scalarising function of the paper's equation 4, in units
// of `unit`. What is nearly nothing counts as nothing (as in pymoo): otherwise somebody far behind
// the front who is on the axis by a hair's breadth more would be its extreme point for ever.
double off_axis(std::span<const double> lack, std::span<const double> unit, std::size_t axis) {
  double worst = 0.0;
  for (std::size_t m = 0; m < lack.size(); ++m) {
    const double share = lack[m] / unit[m];
    if (share >= nearly_nothing) worst = std::max(worst, m == axis ? share : share / axis_weight);
  }
  return worst;
}

// x of rows(a) . x = 1, by elimination with partial pivoting; nothing where a is singular.
std::optional<std::vector<double>> plane_through(Matrix a) {
  const std::size_t n = a.rows();
  std::vector<double> x(n, 1.0);
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < n; ++row)
      if (std::abs(a(row, column)) > std::abs(a(pivot, column))) pivot = row;
    if (!std::isfinite(a(pivot, column)) || a(pivot, column) == 0.0) return std::nullopt;
    std::swap_ranges(a.row(pivot).begin(), a.row(pivot).end(), a.row(column).begin());
    std::swap(x[pivot], x[column]);
    for (std::size_t row = column + 1; row < n; ++row) {
      const double factor = a(row, column) / a(column, column);
      for (std::size_t k = column; k < n; ++k) a(row, k) -= factor * a(column, k);
      x[row] -= factor * x[column];
    }
  }
  for (std::size_t row = n; row-- > 0;) {
    for (std::size_t k = row + 1; k < n; ++k) x[row] -= a(row, k) * x[k];
    x[row] /= a(row, row);
  }
  return x;
}

std::vector<double> worst_of(const Matrix& lack, std::size_t rows) {
  std::vector<double> worst(lack.columns(), 0.0);
  for (std::size_t k = 0; k < rows; ++k)
    for (std::size_t m = 0; m < lack.columns(); ++m)
      if (std::isfinite(lack(k, m))) worst[m] = std::max(worst[m], lack(k, m));
  return worst;
}

// The worst of the first front, or where that is nothing of all, or 1.
std::vector<double> units(const Matrix& lack, std::size_t front) {
  std::vector<double> unit = worst_of(lack, front);
  const std::vector<double> worst = worst_of(lack, lack.rows());
  for (std::size_t m = 0; m < unit.size(); ++m) {
    if (!(unit[m] > 0.0)) unit[m] = worst[m];
    if (!(unit[m] > 0.0)) unit[m] = 1.0;
  }
  return unit;
}

}  // namespace

ObjectiveScaling::ObjectiveScaling(std::size_t objectives)
    : ideal_(objectives, -unlimited), extremes_(objectives, objectives, -unlimited) {}

void ObjectiveScaling::see(const Matrix& fitness) {
  for (std::size_t k = 0; k < fitness.rows(); ++k)
    for (std::size_t m = 0; m < ideal_.size(); ++m)
      if (std::isfinite(fitness(k, m))) ideal_[m] = std::max(ideal_[m], fitness(k, m));
}

Matrix ObjectiveScaling::shares(const Matrix& fitness, std::size_t front) {
  const auto lacking = [this](const Matrix& values) {
    Matrix lack(values.rows(), ideal_.size());
    for (std::size_t k = 0; k < lack.rows(); ++k)
      for (std::size_t m = 0; m < ideal_.size(); ++m) {
        const double value = values(k, m);
        const bool best = value == unlimited;
        lack(k, m) = best ? 0.0 : std::isfinite(value) ? ideal_[m] - value : unlimited;
      }
    return lack;
  };
  // Whoever is nearer to an axis than those of before takes their place; of equals the older stays.
  const Matrix known = lacking(extremes_);
  Matrix lack = lacking(fitness);
  const std::vector<double> unit = units(lack, front);
  for (std::size_t m = 0; m < ideal_.size(); ++m) {
    double nearest = off_axis(known.row(m), unit, m);
    for (std::size_t k = 0; k < lack.rows(); ++k)
      if (const double distance = off_axis(lack.row(k), unit, m); distance < nearest) {
        nearest = distance;
        std::copy(fitness.row(k).begin(), fitness.row(k).end(), extremes_.row(m).begin());
      }
  }
  const std::vector<double> range = nadir(lacking(extremes_), lack, unit);
  for (std::size_t k = 0; k < lack.rows(); ++k)
    for (std::size_t m = 0; m < ideal_.size(); ++m)
      lack(k, m) = std::min(lack(k, m) / range[m], largest_share);
  return lack;
}

std::vector<double> ObjectiveScaling::nadir(const Matrix& extremes, const Matrix& lack,
                                            const std::vector<double>& unit) const {
  const auto plane = plane_through(extremes);
  if (!plane) return unit;
  const std::vector<double> worst = worst_of(lack, lack.rows());
  const std::vector<double> worst_extreme = worst_of(extremes, extremes.rows());
  std::vector<double> intercepts;
  for (std::size_t m = 0; m < unit.size(); ++m) {
    const double intercept = 1.0 / (*plane)[m];
    if (!std::isfinite(intercept) || !(intercept > smallest_share * unit[m])) return unit;
    const double farthest = std::max(worst[m], worst_extreme[m]);
    intercepts.push_back(farthest > 0.0 ? std::min(intercept, farthest) : unit[m]);
  }
  return intercepts;
}

std::vector<double> ObjectiveScaling::memory() const {
  std::vector<double> memory = ideal_;
  memory.insert(memory.end(), extremes_.values().begin(), extremes_.values().end());
  return memory;
}

void ObjectiveScaling::recall(std::span<const double> memory) {
  std::copy_n(memory.begin(), ideal_.size(), ideal_.begin());
  std::copy_n(memory.begin() + static_cast<std::ptrdiff_t>(ideal_.size()),
              extremes_.values().size(), extremes_.values().begin());
}

}  // namespace moai
