#include "domain/evaluation.h"

#include <cmath>
#include <limits>

namespace moai {
namespace {

Matrix rows(const Matrix& matrix, std::size_t first, std::size_t count) {
  if (matrix.empty()) return {};
  const auto values = matrix.values().subspan(first * matrix.columns(), count * matrix.columns());
  return {count, matrix.columns(), {values.begin(), values.end()}};
}

}  // namespace

Evaluation rows(const Evaluation& all, std::size_t first, std::size_t count) {
  Evaluation part{rows(all.fitness, first, count), {}, rows(all.descriptors, first, count), {}};
  if (!all.violation.empty()) {
    const auto from = all.violation.begin() + static_cast<std::ptrdiff_t>(first);
    part.violation.assign(from, from + static_cast<std::ptrdiff_t>(count));
  }
  for (const FailedEvaluation& failure : all.failures)
    if (failure.row >= first && failure.row < first + count) {
      part.failures.push_back(failure);
      part.failures.back().row -= first;
    }
  return part;
}

double Normalisation::score(std::span<const double> fitness) const {
  double sum = 0.0;
  for (std::size_t m = 0; m < fitness.size(); ++m) {
    if (std::isnan(fitness[m])) return -std::numeric_limits<double>::infinity();
    sum += normalised(m, fitness[m]);
  }
  return fitness.empty() ? 0.0 : sum / static_cast<double>(fitness.size());
}

}  // namespace moai
