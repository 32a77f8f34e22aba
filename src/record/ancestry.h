#pragma once
// Lines of descent, out of the group /individuals of a trial.
//
//   std::vector<Ancestor> line = ancestry_of(root, {id, 0, island, cell});

#include <cstdint>
#include <tuple>
#include <vector>

#include "algorithm/events.h"
#include "domain/ids.h"
#include "record/hdf5/group.h"
#include "support/fields.h"

namespace moai {

/// Someone in a line of descent. `cell`: the cell that it held when the next one was made; for the
/// first of the line the one that it holds now. -1: unknown or no cells.
struct Ancestor {
  IndividualId id;
  std::uint64_t generation = 0;
  std::uint32_t island = 0;  ///< of that cell
  std::int32_t cell = -1;

  /// Whether the child, the one before it in the line, was made for another cell or island.
  bool is_jump_to(const Ancestor& child) const {
    return Step{island, cell, child.island, child.cell}.is_jump();
  }

  static constexpr auto fields() {
    using A = Ancestor;
    return std::tuple(
        field("id", &A::id, "id", "the champion first"),
        field("generation", &A::generation, "1", "when it was made"),
        field("island", &A::island, "1", "where that cell is"),
        field("cell", &A::cell, "1",
              "held when its child above was made; the champion's: the lowest it holds"));
  }
};

/// `first` (its generation is looked up) and its ancestors by parent_a back to a random individual.
/// Reads /individuals in blocks from its end; stops early where a parent was not recorded.
std::vector<Ancestor> ancestry_of(const hdf5::Group& root, const Ancestor& first);

}  // namespace moai
