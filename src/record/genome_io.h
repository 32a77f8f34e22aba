#pragma once
// Genomes in a group: CPPNs as ragged columns (offsets into columns of all nodes and connections),
// real vectors as a matrix. All genomes of a group are of one kind.

#include <span>
#include <vector>

#include "genome/genome.h"
#include "record/hdf5/group.h"

namespace moai {

/// Writes genomes g0, g1, ... into the empty group.
void write_genomes(hdf5::Group& group, std::span<const Genome* const> genomes);

/// The genomes of a group. Throws SystemError where sizes do not fit together, an activation is
/// unknown, or a connection names a node that is not there.
std::vector<Genome> read_genomes(const hdf5::Group& group);

}  // namespace moai
