#pragma once
// The volume between a set of points and a reference point that is worse than they are; larger is
// better throughout.
//
//   double volume = hypervolume(front, reference);                       // exact
//   auto [value, error] = estimate_hypervolume(front, reference, 100000, rng);
//
// Exact: a sweep for 2 and 3 objectives, O(N log N), and the WFG algorithm for more, which is
// exponential in the number of objectives: seconds for a few hundred points in 5 objectives or some
// dozens in 10. Above that, estimate. Points that are not larger than the reference in every
// objective add nothing (NaN is never larger); dominated and equal points do no harm.

#include <cstdint>
#include <span>

#include "support/matrix.h"
#include "support/random.h"

namespace moai {

/// points: (N,M), M >= 1; reference: (M), finite. The volume is in the product of the objectives'
/// units. WFG: While, Bradstreet and Barone, IEEE TEC 16(1), 2012.
double hypervolume(const Matrix& points, std::span<const double> reference);

struct HypervolumeEstimate {
  double value = 0.0;
  double standard_error = 0.0;  ///< of `value`, from the binomial distribution of the hits
};

/// The share of `samples` > 0 uniform points between the reference and the points' best values that
/// is dominated, times the volume of that box. Unbiased; the error falls with sqrt(samples).
HypervolumeEstimate estimate_hypervolume(const Matrix& points, std::span<const double> reference,
                                         std::uint64_t samples, RandomStream& rng);

}  // namespace moai
