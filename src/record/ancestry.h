#pragma once
// Lines of descent, out of the group /individuals of a trial.
//
//   std::vector<Ancestor> line = ancestry_of(root, {id, 0, island, cell});

#include <cstdint>
#include <vector>

#include "domain/ids.h"
#include "record/hdf5/group.h"

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
    return cell >= 0 && child.cell >= 0 && (cell != child.cell || island != child.island);
  }
};

/// `first` (its generation is looked up) and its ancestors by parent_a back to a random individual.
/// Reads /individuals in blocks from its end; stops early where a parent was not recorded.
std::vector<Ancestor> ancestry_of(const hdf5::Group& root, const Ancestor& first);

}  // namespace moai
