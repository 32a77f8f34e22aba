#pragma once
// A place at the end of a trial and who holds it.

#include <cstdint>
#include <tuple>

#include "support/fields.h"

namespace moai {

/// A cell of a map, or a place in a population.
struct HeldPlace {
  std::uint32_t island = 0;
  std::int32_t cell = -1;        ///< -1: the algorithm has no cells
  std::int32_t rank = -1;        ///< of non-domination; -1: a running trial does not tell
  std::uint64_t individual = 0;  ///< row of the holder: in the file, in TrialView::individuals

  static constexpr auto fields() {
    using P = HeldPlace;
    return std::tuple(
        field("island", &P::island, "1", "where the place is"),
        field("cell", &P::cell, "1", "which cell it is; -1: the algorithm has no cells"),
        field("rank", &P::rank, "1",
              "non-domination rank, 0: none better; 0 where the algorithm has none"),
        field("individual", &P::individual, "row", "of the holder in /final/individuals"));
  }
};

}  // namespace moai
