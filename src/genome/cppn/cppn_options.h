#pragma once
// What a CPPN may look like and how it varies. The defaults are the setting of J. Dean, N. Cheney,
// "Many-objective Optimization via Voting for Elites", GECCO 2023 (inputs x, y and a bias; outputs
// R, G, B; no crossover), with the networks and the mutation rates that the authors' library
// (github.com/jacksonsdean/cppn_torch) had in July 2023 for runs without gradient descent. Those of
// early 2023 (commit 1829c8e) are options, too: experiments/paper/networks-early-2023.yaml.

#include <cstdint>
#include <string>
#include <vector>

#include "genome/cppn/weight_draw.h"
#include "support/options.h"
#include "support/schedule.h"

namespace moai {

/// What the random networks of a trial have in common, beside their shape.
enum class CppnShared : std::uint8_t { nothing, weights, connections, networks };

/// The random network that a run starts from.
struct CppnInitial {
  std::int64_t hidden_nodes = 8;
  double connection_probability = 0.85;
  WeightDistribution weight_distribution = WeightDistribution::normal;
  double weight_std = 2.0;
  double weight_range = 3.0;
  CppnShared shared = CppnShared::nothing;

  WeightDraw weight() const;
};

/// Probabilities and strengths of one mutation; the steps are taken in this order.
struct CppnMutation {
  std::int64_t rounds = 1;
  Schedule add_node = 0.15;
  Schedule remove_node = 0.05;
  Schedule add_connection = 0.15;
  Schedule enable_connection = 0.1;
  Schedule disable_connection = 0.05;
  Schedule activation = 0.15;
  Schedule weight = 0.80;
  WeightDistribution weight_distribution = WeightDistribution::normal;
  Schedule weight_std = 2.0;
  Schedule weight_step = 2.0;
  Schedule weight_range = 3.0;
  Schedule weight_reset = 0.08;
  double weight_limit = 0.0;
  Schedule bias = 0.80;
  Schedule bias_std = 0.3;
  Schedule bias_reset = 0.08;

  /// What is added to a weight, and a newly drawn weight, at a progress in [0,1].
  WeightDraw step(double progress) const;
  WeightDraw fresh(double progress) const;
};

/// How input or output nodes get their activation; those of hidden nodes are always drawn.
enum class CppnActivations : std::uint8_t { identity, identity_first, drawn };

enum class CppnCrossover : std::uint8_t { none, gene_identity };
enum class ColorMode : std::uint8_t { rgb, hsl, l };
enum class OutputRange : std::uint8_t { min_max, clamp };

struct CppnOptions {
  std::vector<std::string> activations = {"sin", "cos", "gaussian", "identity", "sigmoid"};
  CppnActivations input_activations = CppnActivations::drawn;
  CppnActivations output_activations = CppnActivations::identity;
  ColorMode color = ColorMode::rgb;
  OutputRange output_range = OutputRange::min_max;
  double extent = 1.0;
  bool radial_distance = false;
  bool bias_input = true;
  std::int64_t fourier_features = 0;
  double fourier_scale = 2.0;
  CppnInitial initial;
  CppnMutation mutation;
  CppnCrossover crossover = CppnCrossover::none;
};

/// Visits the keys of a CPPN (beside `type`).
void describe(OptionVisitor& visitor, CppnOptions& options);

/// Throws UserError naming the key: no or unknown activations, an odd number of features.
void check(const CppnOptions& options);

/// Number of inputs (y, x, radial distance, bias, features; in this order) and of outputs.
std::size_t cppn_inputs(const CppnOptions& options);
std::size_t cppn_outputs(const CppnOptions& options);

}  // namespace moai
