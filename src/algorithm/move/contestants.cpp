#include "algorithm/move/contestants.h"

#include <cmath>

namespace moai {

void Contestants::add(std::span<const double> fitness_row, double constraint_violation,
                      std::int32_t own_cell, const Normalisation* normalisation) {
  fitness.append_row(fitness_row);
  violation.push_back(constraint_violation);
  own.push_back(own_cell);
  if (normalisation == nullptr) return;
  std::vector<double> row(fitness_row.begin(), fitness_row.end());
  for (std::size_t m = 0; m < row.size(); ++m)
    if (!std::isnan(row[m])) row[m] = normalisation->normalised(m, row[m]);
  normalised.append_row(row);
}

}  // namespace moai
