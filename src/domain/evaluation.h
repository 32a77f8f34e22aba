#pragma once
// What a problem says of a batch of genomes. Row k belongs to genome k.

#include <vector>

#include "domain/failed_evaluation.h"
#include "support/matrix.h"

namespace moai {

struct Evaluation {
  Matrix fitness;                 ///< (N,M) raw objective values, larger is better
  std::vector<double> violation;  ///< (N) sum of constraint violations, 0 = feasible; empty: none
  Matrix descriptors;  ///< (N,D) place in variable space for crowding and nearest neighbours; a
                       ///< real vector's variables, a CPPN's reduced image; empty when nobody asked
  std::vector<FailedEvaluation> failures;  ///< by row; their fitness is NaN
};

/// `count` rows of an evaluation, from row `first` on.
Evaluation rows(const Evaluation& all, std::size_t first, std::size_t count);

/// What is needed to turn a fitness vector into a score (DESIGN.md section 6).
struct Normalisation {
  std::vector<double> minimum;  ///< (M)
  std::vector<double> maximum;  ///< (M)

  /// (f - minimum) / (maximum - minimum) of one objective; 0 where the range is empty or f is NaN.
  double normalised(std::size_t objective, double fitness) const {
    const double range = maximum[objective] - minimum[objective];
    const double value = (fitness - minimum[objective]) / range;
    return range > 0.0 && value == value ? value : 0.0;
  }
  /// Mean of the normalised objectives; minus infinity, which loses to everybody, where a fitness
  /// is NaN.
  double score(std::span<const double> fitness) const;
};

}  // namespace moai
