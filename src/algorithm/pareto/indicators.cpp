#include "algorithm/pareto/indicators.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace moai {
namespace {

/// Mean over the rows of `from` of the distance to the nearest row of `to`, where
/// difference(from, to) is what a column contributes.
template <class Difference>
double mean_nearest(const Matrix& from, const Matrix& to, Difference difference) {
  if (from.rows() == 0 || to.rows() == 0) return std::numeric_limits<double>::infinity();
  if (from.columns() != to.columns()) throw std::logic_error("indicator: sets of other widths");
  // Column by column the distances to all of `to` come out of vector instructions.
  std::vector<double> columns(to.values().size());
  for (std::size_t k = 0; k < to.rows(); ++k)
    for (std::size_t m = 0; m < to.columns(); ++m) columns[m * to.rows() + k] = to(k, m);
  std::vector<double> squares(to.rows());
  double sum = 0.0;
  for (std::size_t i = 0; i < from.rows(); ++i) {
    std::fill(squares.begin(), squares.end(), 0.0);
    for (std::size_t m = 0; m < to.columns(); ++m) {
      const double value = from(i, m);
      const double* column = columns.data() + m * to.rows();
      for (std::size_t k = 0; k < squares.size(); ++k) {
        const double part = difference(value, column[k]);
        squares[k] += part * part;
      }
    }
    sum += std::sqrt(*std::min_element(squares.begin(), squares.end()));
  }
  return sum / static_cast<double>(from.rows());
}

double plain(double from, double to) {
  return from - to;
}

}  // namespace

double generational_distance(const Matrix& points, const Matrix& front) {
  return mean_nearest(points, front, plain);
}

double inverted_generational_distance(const Matrix& points, const Matrix& front) {
  return mean_nearest(front, points, plain);
}

double inverted_generational_distance_plus(const Matrix& points, const Matrix& front) {
  return mean_nearest(front, points, [](double target, double value) {
    return target > value ? target - value : 0.0;
  });
}

double inverted_generational_distance_x(const Matrix& places, const Matrix& pareto_set) {
  return mean_nearest(pareto_set, places, plain);
}

}  // namespace moai
