#pragma once
// What a CPPN may look like and how it varies. The defaults are the setting of J. Dean, N. Cheney,
// "Many-objective Optimization via Voting for Elites", GECCO 2023 (inputs x, y and a bias; outputs
// R, G, B; no crossover), with the mutation rates that the authors' library has for runs without
// gradient descent.

#include <cstdint>
#include <string>
#include <vector>

#include "support/options.h"
#include "support/schedule.h"

namespace moai {

/// The random network that a run starts from.
struct CppnInitial {
  std::int64_t hidden_nodes = 8;
  double connection_probability = 0.85;
  double weight_std = 2.0;
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
  Schedule weight_std = 2.0;
  Schedule weight_reset = 0.08;
  Schedule bias = 0.80;
  Schedule bias_std = 0.3;
  Schedule bias_reset = 0.08;
};

enum class CppnCrossover : std::uint8_t { none, gene_identity };
enum class ColorMode : std::uint8_t { rgb, hsl, l };
enum class OutputRange : std::uint8_t { min_max, clamp };

struct CppnOptions {
  std::vector<std::string> activations = {"sin", "cos", "gaussian", "identity", "sigmoid"};
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
