#include "support/evaluation.h"

namespace moai {
namespace {

Matrix rows(const Matrix& matrix, std::size_t first, std::size_t count) {
  if (matrix.empty()) return {};
  const auto values = matrix.values().subspan(first * matrix.columns(), count * matrix.columns());
  return {count, matrix.columns(), {values.begin(), values.end()}};
}

}  // namespace

Evaluation rows(const Evaluation& all, std::size_t first, std::size_t count) {
  Evaluation part{rows(all.fitness, first, count), {}, rows(all.descriptors, first, count)};
  if (!all.violation.empty()) {
    const auto from = all.violation.begin() + static_cast<std::ptrdiff_t>(first);
    part.violation.assign(from, from + static_cast<std::ptrdiff_t>(count));
  }
  return part;
}

}  // namespace moai
