#pragma once
// Points that stand for an exact front or a Pareto set. No random numbers: the same call always
// gives the same points.

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "support/matrix.h"

namespace moai {

/// `count` >= 2 numbers from `first` to `last`, both included, evenly.
std::vector<double> evenly(double first, double last, std::size_t count);

/// The same over several intervals, as many numbers in each (at least 2), `count` in all or more.
std::vector<double> evenly(std::span<const std::pair<double, double>> intervals, std::size_t count);

/// All combinations of the values over `dimensions` columns.
Matrix grid(const std::vector<double>& values, std::size_t dimensions);

/// The number of values a side that makes a grid of at least `points` points; at least 2.
std::size_t grid_side(std::size_t points, std::size_t dimensions);

/// `points` points of the unit cube, quasi-random: an additive recurrence with the generalised
/// golden ratio.
Matrix spread_in_cube(std::size_t points, std::size_t dimensions);

/// Points of the unit cube, its 0 and 1 included: a grid in one or two dimensions, otherwise
/// spread_in_cube with both extreme corners.
Matrix cover_cube(std::size_t points, std::size_t dimensions);

/// Points (Z,M) with non-negative coordinates that sum to 1, the M corners among them: up to four
/// columns the largest lattice of at most `points` points, more: quasi-random.
Matrix cover_simplex(std::size_t points, std::size_t columns);

/// The rows that no other row dominates (smaller is better). O(M N^2).
Matrix without_dominated(const Matrix& points);

}  // namespace moai
