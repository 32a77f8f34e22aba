#pragma once
// What happened in an island, one row an event. The columns of DESIGN.md section 5.

#include <cstdint>
#include <vector>

#include "domain/ids.h"

namespace moai {

/// The numbers are part of the file format.
enum class ReplacementKind : std::uint8_t { initial = 0, child = 1, migrant = 2 };

/// An individual took a cell (MOVE) or a place in the population (`cell` = -1 then).
struct Replacement {
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  std::int32_t cell = -1;
  std::int32_t from_cell = -1;  ///< the cell of the child's parent; -1: random or a migrant
  IndividualId child;
  IndividualId parent;
  IndividualId replaced;    ///< none: the cell was empty
  std::uint32_t votes = 0;  ///< objectives of the cell on which the child won
  ReplacementKind kind = ReplacementKind::child;
};

struct Migration {
  std::uint64_t generation = 0;  ///< of the island where it arrived
  std::uint64_t left = 0;        ///< generation of the other island when it set out
  std::uint32_t from_island = 0;
  std::uint32_t to_island = 0;
  IndividualId individual;
  std::uint32_t cells_won = 0;
};

/// One row for every individual that ever survived: won a cell or a place in the population.
struct Birth {
  IndividualId id;
  IndividualId parent_a;
  IndividualId parent_b;
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  std::int32_t cell = -1;  ///< the parent's cell, as in Individual; -1: random, or no cells
};

struct EventLog {
  std::vector<Replacement> replacements;
  std::vector<Migration> migrations;
  std::vector<Birth> births;
};

}  // namespace moai
