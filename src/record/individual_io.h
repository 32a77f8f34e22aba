#pragma once
// Whole individuals in a group: columns, fitness (N,M), and their genomes in the subgroup
// `genomes`.

#include <span>
#include <vector>

#include "algorithm/individual.h"
#include "record/hdf5/group.h"

namespace moai {

/// Every individual has `objectives` fitness values.
void write_individuals(hdf5::Group& group, std::span<const IndividualPointer> individuals,
                       std::size_t objectives);

/// Throws SystemError where sizes do not fit together or genomes are malformed.
std::vector<IndividualPointer> read_individuals(const hdf5::Group& group);

}  // namespace moai
