#pragma once
// Epsilon-lexicase selection of parents: W. La Cava, T. Helmuth, L. Spector, J. H. Moore, "A
// probabilistic and multi-objective analysis of lexicase selection and epsilon-lexicase selection",
// Evolutionary Computation 27(3), 2019, Algorithm 3 (semi-dynamic), objectives as cases.

#include <cstdint>
#include <vector>

#include "algorithm/population/population.h"
#include "support/random.h"

namespace moai {

/// (M) the median absolute deviation of each objective over the population; a NaN counts as the
/// lowest number there is, infinite ones as no deviation.
std::vector<double> lexicase_epsilons(const Matrix& fitness);

/// `count` parents, each after a random order of the objectives of its own: in turn, those go who
/// are more than epsilon below the best of those who are left; one of the last at random. Of a
/// population with constraints, only those with the smallest violation take part. O(N M) each.
std::vector<std::uint32_t> lexicase_winners(const Population& population, std::size_t count,
                                            RandomStream& rng);

}  // namespace moai
