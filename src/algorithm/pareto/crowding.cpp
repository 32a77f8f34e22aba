#include "algorithm/pareto/crowding.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "algorithm/pareto/dominance.h"
#include "algorithm/pareto/order.h"

namespace moai {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Calls visit(order, values, range) for every column of `table` whose range on the front is
/// usable: values (F) of the front's members, order (F) of members from the largest value down.
template <class Visit>
void for_each_column(const Matrix& table, std::span<const std::uint32_t> front, Visit visit) {
  DescendingOrder sorter;
  std::vector<double> values(front.size());
  std::vector<std::uint32_t> order;
  for (std::size_t column = 0; column < table.columns(); ++column) {
    for (std::size_t i = 0; i < front.size(); ++i)
      values[i] = fitness_value(table(front[i], column));
    sorter.sort(values, order);
    const double range = values[order.front()] - values[order.back()];
    if (range > 0.0 && range < infinity) visit(order, values, range);
  }
}

/// (F) objective-space distance of the Omni-Optimizer.
std::vector<double> omni_objective_distance(const Matrix& fitness,
                                            std::span<const std::uint32_t> front) {
  if (front.size() <= 2) return std::vector<double>(front.size(), omni_boundary);
  std::vector<double> distance(front.size(), 0.0);
  std::vector<char> boundary(front.size(), 0);
  for_each_column(fitness, front, [&](const auto& order, const auto& values, double range) {
    boundary[order.front()] = 1;  // the worst neither is a boundary nor has a second neighbour
    for (std::size_t k = 1; k + 1 < order.size(); ++k)
      distance[order[k]] += (values[order[k - 1]] - values[order[k + 1]]) / range;
  });
  for (std::size_t i = 0; i < distance.size(); ++i)
    distance[i] =
        boundary[i] ? omni_boundary : distance[i] / static_cast<double>(fitness.columns());
  return distance;
}

/// (F) variable-space distance of the Omni-Optimizer.
std::vector<double> omni_variable_distance(const Matrix& descriptors,
                                           std::span<const std::uint32_t> front) {
  if (front.size() <= 2) return std::vector<double>(front.size(), omni_boundary);
  std::vector<double> distance(front.size(), 0.0);
  for_each_column(descriptors, front, [&](const auto& order, const auto& values, double range) {
    const std::size_t last = order.size() - 1;
    distance[order[0]] += 2.0 * (values[order[0]] - values[order[1]]) / range;
    distance[order[last]] += 2.0 * (values[order[last - 1]] - values[order[last]]) / range;
    for (std::size_t k = 1; k < last; ++k)
      distance[order[k]] += (values[order[k - 1]] - values[order[k + 1]]) / range;
  });
  for (double& value : distance) value /= static_cast<double>(descriptors.columns());
  return distance;
}

/// Both spaces in one number; `variables`: columns of the variable space.
std::vector<double> combined(const Matrix& fitness, std::span<const std::uint32_t> front,
                             std::span<const double> in_variables, std::size_t variables) {
  const std::vector<double> in_objectives = omni_objective_distance(fitness, front);
  // The averages are divided once more by the number of columns: both implementations that the
  // golden values come from do so.
  double objective_average = 0.0, variable_average = 0.0;
  for (const double value : in_objectives)
    if (value != omni_boundary) objective_average += value;
  for (const double value : in_variables) variable_average += value;
  const auto members = static_cast<double>(front.size());
  objective_average /= members * static_cast<double>(fitness.columns());
  variable_average /= members * static_cast<double>(variables);

  std::vector<double> distance(front.size());
  for (std::size_t i = 0; i < distance.size(); ++i) {
    const bool lonely = in_objectives[i] > objective_average || in_variables[i] > variable_average;
    distance[i] = lonely ? std::max(in_objectives[i], in_variables[i])
                         : std::min(in_objectives[i], in_variables[i]);
  }
  return distance;
}

}  // namespace

std::vector<double> crowding_distance(const Matrix& fitness, std::span<const std::uint32_t> front) {
  if (front.size() <= 2) return std::vector<double>(front.size(), infinity);
  std::vector<double> distance(front.size(), 0.0);
  for_each_column(fitness, front, [&](const auto& order, const auto& values, double range) {
    distance[order.front()] = distance[order.back()] = infinity;
    for (std::size_t k = 1; k + 1 < order.size(); ++k)
      distance[order[k]] += (values[order[k - 1]] - values[order[k + 1]]) / range;
  });
  for (double& value : distance) value /= static_cast<double>(fitness.columns());
  return distance;
}

std::vector<double> omni_crowding(const Matrix& fitness, const Matrix& descriptors,
                                  std::span<const std::uint32_t> front, bool objective_crowding,
                                  bool variable_crowding) {
  if (!objective_crowding && !variable_crowding)
    throw std::logic_error("omni_crowding: no space to measure crowding in");
  if (!variable_crowding) return omni_objective_distance(fitness, front);
  if (!objective_crowding) return omni_variable_distance(descriptors, front);
  return combined(fitness, front, omni_variable_distance(descriptors, front),
                  descriptors.columns());
}

std::vector<double> omni_crowding(const Matrix& fitness, std::span<const double> in_variables,
                                  std::span<const std::uint32_t> front, bool objective_crowding) {
  if (!objective_crowding) return {in_variables.begin(), in_variables.end()};
  return combined(fitness, front, in_variables, 1);
}

}  // namespace moai
