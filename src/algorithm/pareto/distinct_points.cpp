#include "algorithm/pareto/distinct_points.h"

#include <algorithm>

#include "algorithm/pareto/dominance.h"

namespace moai {

DistinctPoints distinct_points(const Matrix& fitness, DescendingOrder& sorter) {
  const std::size_t rows = fitness.rows(), objectives = fitness.columns();
  // <0: row a comes first, 0: equal.
  const auto compare = [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t m = 0; m < objectives; ++m) {
      const double x = fitness_value(fitness(a, m)), y = fitness_value(fitness(b, m));
      if (x != y) return x > y ? -1 : 1;
    }
    return 0;
  };

  std::vector<double> first(rows);
  for (std::size_t i = 0; i < rows; ++i) first[i] = fitness_value(fitness(i, 0));
  std::vector<std::uint32_t> order;
  sorter.sort(first, order);
  for (std::size_t begin = 0, end = 1; begin < rows; begin = end++) {
    while (end < rows && first[order[end]] == first[order[begin]]) ++end;
    if (end - begin > 1)
      std::sort(order.begin() + begin, order.begin() + end, [&](std::uint32_t a, std::uint32_t b) {
        const int result = compare(a, b);
        return result != 0 ? result < 0 : a < b;
      });
  }

  DistinctPoints points;
  points.position.resize(rows);
  std::size_t distinct = 0;  // order[0..distinct) becomes one row of each kind
  for (std::size_t k = 0; k < rows; ++k) {
    const std::uint32_t row = order[k];
    if (k == 0 || compare(order[distinct - 1], row) != 0) order[distinct++] = row;
    points.position[row] = static_cast<std::uint32_t>(distinct - 1);
  }
  points.columns = Matrix(objectives, distinct);
  for (std::size_t p = 0; p < distinct; ++p)
    for (std::size_t m = 0; m < objectives; ++m)
      points.columns(m, p) = fitness_value(fitness(order[p], m));
  return points;
}

}  // namespace moai
