#pragma once
// What happened in an island, one row an event, and how the rows are stored.

#include <cstdint>
#include <tuple>
#include <vector>

#include "domain/ids.h"
#include "support/enum_words.h"
#include "support/fields.h"

namespace moai {

/// How somebody came to a place. The numbers are part of the file format.
enum class ReplacementKind : std::uint8_t { initial = 0, child = 1, migrant = 2 };

inline constexpr auto replacement_words =
    enum_words<ReplacementKind::migrant>({{"initial", "of the first generation, in an empty place"},
                                          {"child", "made here by variation"},
                                          {"migrant", "arrived from another island"}});
constexpr const auto& words_of(ReplacementKind) {
  return replacement_words;
}

/// Where a parent stood and where its child stands. A jump leads to another cell of the map, or to
/// another island; without cells (-1) there are none.
struct Step {
  std::uint32_t from_island = 0;
  std::int32_t from_cell = -1;
  std::uint32_t island = 0;
  std::int32_t cell = -1;

  constexpr bool is_jump() const {
    return from_cell >= 0 && cell >= 0 && (from_cell != cell || from_island != island);
  }
};

/// An individual took a cell (MOVE) or a place in the population (`cell` = -1 then).
struct Replacement {
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  std::int32_t cell = -1;
  std::int32_t from_cell = -1;
  IndividualId child;
  IndividualId parent;
  IndividualId replaced;
  std::uint32_t votes = 0;
  ReplacementKind kind = ReplacementKind::child;

  /// Made here, so that the parent's cell is one of this island.
  constexpr bool is_by_child() const { return kind == ReplacementKind::child; }
  constexpr bool is_jump() const {
    return is_by_child() && Step{island, from_cell, island, cell}.is_jump();
  }

  static constexpr auto fields() {
    using R = Replacement;
    return std::tuple(
        field("generation", &R::generation, "1", "when"), field("island", &R::island, "1", "where"),
        field("cell", &R::cell, "1", "the cell it took; -1: the algorithm has no cells"),
        field("from_cell", &R::from_cell, "1", "the cell of its parent; -1: none"),
        field("child", &R::child, "id", "who took it"),
        field("parent", &R::parent, "id", "its parent; 2^64-1: none"),
        field("replaced", &R::replaced, "id", "who held it before; 2^64-1: nobody"),
        field("votes", &R::votes, "1", "objectives of the cell on which it won"),
        field("kind", &R::kind, "enum", "how it came"));
  }
};

struct Migration {
  std::uint64_t generation = 0;
  std::uint64_t left = 0;
  std::uint32_t from_island = 0;
  std::uint32_t to_island = 0;
  IndividualId individual;
  std::uint32_t cells_won = 0;

  static constexpr auto fields() {
    using M = Migration;
    return std::tuple(
        field("generation", &M::generation, "1", "when it arrived, by the clock of to_island"),
        field("left_generation", &M::left, "1", "when it set out, by the clock of from_island"),
        field("from_island", &M::from_island, "1", "where it came from"),
        field("to_island", &M::to_island, "1", "where it went"),
        field("individual", &M::individual, "id", "who"),
        field("cells_won", &M::cells_won, "1", "places it took there"));
  }
};

/// Who somebody is and where it comes from: of a Birth, of an Individual.
template <class Row>
constexpr auto origin_fields() {
  return std::tuple(
      field("id", &Row::id, "id", "island * 2^48 + generation * 2^20 + number among the children"),
      field("parent_a", &Row::parent_a, "id", "2^64-1: none, a random individual"),
      field("parent_b", &Row::parent_b, "id", "2^64-1: none, no crossover"),
      field("generation", &Row::generation, "1", "when it was made"),
      field("island", &Row::island, "1", "where it was made"),
      field("cell", &Row::cell, "1", "the cell that parent_a held when it was made; -1: none"));
}

/// One row for every individual that ever survived: won a cell or a place in the population.
struct Birth {
  IndividualId id;
  IndividualId parent_a;
  IndividualId parent_b;
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  std::int32_t cell = -1;

  static constexpr auto fields() { return origin_fields<Birth>(); }
};

struct EventLog {
  std::vector<Replacement> replacements;
  std::vector<Migration> migrations;
  std::vector<Birth> births;

  static constexpr auto fields() {
    return std::tuple(part(&EventLog::replacements), part(&EventLog::migrations),
                      part(&EventLog::births));
  }
};

}  // namespace moai
