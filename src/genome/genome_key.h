#pragma once
// A number for finding equal genomes without comparing all pairs: sort by it, compare neighbours.

#include "genome/genome.h"

namespace moai {

/// Genomes that a GenomeSpace calls the same have keys within genome_key_tolerance(key) of one
/// another; different genomes may collide. Finite for finite genomes; NaN counts as 0.
double genome_key(const Genome& genome);

/// How far apart the keys of genomes that are the same may be.
double genome_key_tolerance(double key);

}  // namespace moai
