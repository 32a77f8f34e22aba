#pragma once
// What a user chooses of MOVE (J. Dean, N. Cheney, "Many-objective optimization via voting for
// elites", GECCO 2023 companion, doi 10.1145/3583133.3590693).
//
//   algorithm: {type: move, cells: 100, functions_per_cell: 5, jumps: unlimited}
//
// The defaults are the paper's. How genomes vary is an option of the genome, not of MOVE.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "algorithm/variation.h"
#include "support/options.h"

namespace moai {

/// What lets a child take a cell.
enum class MoveReplacement : std::uint8_t { vote, mean };

enum class MoveMode : std::uint8_t { generational, steady_state };

/// Whose objective subsets an island votes with.
enum class MoveMap : std::uint8_t { shared, per_island };

struct MoveOptions {
  static constexpr std::int64_t unlimited_jumps = std::numeric_limits<std::int64_t>::max();

  std::int64_t cells = 100;
  std::int64_t functions_per_cell = 5;
  std::vector<std::string> subsets;      ///< `mse+ssim+gmsd`: the first cells' objectives
  std::int64_t jumps = unlimited_jumps;  ///< cells that one child may take; 0: only its parent's
  MoveReplacement replacement = MoveReplacement::vote;
  MoveMode mode = MoveMode::generational;
  MoveMap map = MoveMap::shared;
  Variation variation = Variation::mutation;
};

void describe(OptionVisitor& visitor, MoveOptions& options);

/// Children that MOVE makes in a generation: one a cell, or one alone in steady state.
std::size_t children(const MoveOptions& options, std::uint64_t generation);

}  // namespace moai
