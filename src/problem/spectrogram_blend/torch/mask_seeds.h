#pragma once
// Masks by gradient descent, the first members of a population: one with given weights, or several
// along the front ("scalarised Pareto seeding" of V. Kuchař's MOSS).
//
//   SeedGenomes seeds = mask_seeds(options.seeds, losses, shape, 100, random);

#include <cstdint>
#include <vector>

#include "problem/seeds.h"
#include "problem/spectrogram_blend/torch/blend_losses.h"
#include "problem/spectrogram_blend/spectrogram_blend_options.h"
#include "support/random.h"

namespace moai {

/// What seed number i of the options descends on: 1 entry for single, `count` for pareto.
std::vector<BlendWeights> seed_weights(const SeedOptions& options);

/// At most `most` seeds, each on its own; random logits N(0,0.5^2) from `source`. The path has
/// every fifth step, and the last. Fitness: minus the losses.
SeedGenomes mask_seeds(const SeedOptions& options, const BlendLosses& losses,
                       const GridShape& shape, std::size_t most, const RandomSource& source,
                       const std::string& device);

/// A control grid as a genome, and back: (rows,columns) float32 on the device.
Genome to_genome(const at::Tensor& values);
at::Tensor to_grid(const Genome& genome, const GridShape& shape, const std::string& device);

}  // namespace moai
