#pragma once
// How good a set of points is, measured against a known front. Larger is better inside moai, so
// fronts and sets are given as fitness values; distances do not depend on the sign, IGD+ does.
// Nothing is normalised. Pass the non-dominated part of a population (sorting.h) where a definition
// asks for it.

#include <span>

#include "support/matrix.h"

namespace moai {

/// Generational distance: mean over the points (A,M) of the Euclidean distance to the nearest of
/// the front (Z,M). Infinity when either set is empty; also for the following. O(A Z M).
double generational_distance(const Matrix& points, const Matrix& front);

/// IGD (Coello Coello and Reyes Sierra, MICAI 2004): mean over the front (Z,M) of the Euclidean
/// distance to the nearest of the points (A,M).
double inverted_generational_distance(const Matrix& points, const Matrix& front);

/// IGD+ (Ishibuchi et al., EMO 2015): the same with only those differences counted in which the
/// point falls short of the front, max(front - point, 0).
double inverted_generational_distance_plus(const Matrix& points, const Matrix& front);

/// IGDX (Zhou, Zhang and Jin, IEEE TEC 13(5), 2009): IGD in variable space, between places (A,n) of
/// solutions and a sample (Z,n) of the Pareto set.
double inverted_generational_distance_x(const Matrix& places, const Matrix& pareto_set);

}  // namespace moai
