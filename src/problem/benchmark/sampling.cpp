#include "problem/benchmark/sampling.h"

#include <algorithm>
#include <cmath>

namespace moai {
namespace {

// All vectors of `columns` non-negative integers with the given sum, as shares of `total`.
void append_lattice(std::vector<double>& row, std::size_t column, std::size_t left,
                    std::size_t total, Matrix& points) {
  if (column + 1 == row.size()) {
    row[column] = static_cast<double>(left) / static_cast<double>(total);
    points.append_row(row);
    return;
  }
  for (std::size_t value = 0; value <= left; ++value) {
    row[column] = static_cast<double>(value) / static_cast<double>(total);
    append_lattice(row, column + 1, left - value, total, points);
  }
}

std::size_t lattice_size(std::size_t columns, std::size_t total) {
  std::size_t size = 1;  // binomial(total + columns - 1, columns - 1)
  for (std::size_t i = 1; i < columns; ++i) size = size * (total + i) / i;
  return size;
}

bool dominates_row(std::span<const double> a, std::span<const double> b) {
  bool better = false;
  for (std::size_t m = 0; m < a.size(); ++m) {
    if (a[m] > b[m]) return false;
    better |= a[m] < b[m];
  }
  return better;
}

}  // namespace

std::vector<double> evenly(double first, double last, std::size_t count) {
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] = first + (last - first) * static_cast<double>(i) / static_cast<double>(count - 1);
  values.back() = last;
  return values;
}

std::vector<double> evenly(std::span<const std::pair<double, double>> intervals,
                           std::size_t count) {
  const std::size_t each =
      std::max<std::size_t>(2, (count + intervals.size() - 1) / intervals.size());
  std::vector<double> values;
  for (const auto& [first, last] : intervals) {
    const auto part = evenly(first, last, each);
    values.insert(values.end(), part.begin(), part.end());
  }
  return values;
}

Matrix grid(const std::vector<double>& values, std::size_t dimensions) {
  std::size_t count = 1;
  for (std::size_t d = 0; d < dimensions; ++d) count *= values.size();
  Matrix points(count, dimensions);
  for (std::size_t row = 0; row < count; ++row) {
    std::size_t rest = row;
    for (std::size_t d = 0; d < dimensions; ++d, rest /= values.size())
      points(row, d) = values[rest % values.size()];
  }
  return points;
}

std::size_t grid_side(std::size_t points, std::size_t dimensions) {
  const double side = std::pow(static_cast<double>(points), 1.0 / static_cast<double>(dimensions));
  return std::max<std::size_t>(2, static_cast<std::size_t>(std::ceil(side - 1e-9)));
}

Matrix spread_in_cube(std::size_t points, std::size_t dimensions) {
  // The root of r^(d+1) = r + 1 gives the steps r^-1, r^-2 ... of the recurrence.
  double ratio = 2.0;
  for (int i = 0; i < 100; ++i)
    ratio = std::pow(1.0 + ratio, 1.0 / (static_cast<double>(dimensions) + 1.0));
  Matrix result(points, dimensions);
  for (std::size_t d = 0; d < dimensions; ++d) {
    const double step = std::pow(ratio, -static_cast<double>(d + 1));
    for (std::size_t k = 0; k < points; ++k)
      result(k, d) = std::fmod(0.5 + static_cast<double>(k + 1) * step, 1.0);
  }
  return result;
}

Matrix cover_cube(std::size_t points, std::size_t dimensions) {
  if (dimensions <= 2) return grid(evenly(0.0, 1.0, grid_side(points, dimensions)), dimensions);
  Matrix result = spread_in_cube(points, dimensions);
  for (const double corner : {0.0, 1.0}) result.append_row(std::vector<double>(dimensions, corner));
  return result;
}

Matrix cover_simplex(std::size_t points, std::size_t columns) {
  Matrix result;
  if (columns <= 4) {
    std::size_t total = 1;
    while (lattice_size(columns, total + 1) <= points) ++total;
    std::vector<double> row(columns);
    append_lattice(row, 0, total, total, result);
    return result;
  }
  for (std::size_t m = 0; m < columns; ++m) {
    std::vector<double> corner(columns, 0.0);
    corner[m] = 1.0;
    result.append_row(corner);
  }
  const Matrix cube = spread_in_cube(points > columns ? points - columns : 0, columns - 1);
  for (std::size_t k = 0; k < cube.rows(); ++k) {
    // The gaps between sorted uniform numbers are uniform on the simplex.
    std::vector<double> cuts(cube.row(k).begin(), cube.row(k).end());
    std::sort(cuts.begin(), cuts.end());
    cuts.push_back(1.0);
    for (std::size_t m = columns - 1; m > 0; --m) cuts[m] -= cuts[m - 1];
    result.append_row(cuts);
  }
  return result;
}

Matrix without_dominated(const Matrix& points) {
  Matrix kept;
  for (std::size_t i = 0; i < points.rows(); ++i) {
    bool dominated = false;
    for (std::size_t j = 0; j < points.rows() && !dominated; ++j)
      dominated = dominates_row(points.row(j), points.row(i));
    if (!dominated) kept.append_row(points.row(i));
  }
  return kept;
}

}  // namespace moai
