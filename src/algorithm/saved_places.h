#pragma once
// Who holds which place, as it is saved: everybody once, however many places they hold.
//
//   PlaceWriter places(state);                 // appends to state.individuals and state.slots
//   for (const auto& holder : holders) places.add(holder);
//   IndividualPointer again = saved_holder(state, 3);   // of the fourth place

#include <cstddef>
#include <cstdint>
#include <map>

#include "algorithm/algorithm.h"

namespace moai {

class PlaceWriter {
 public:
  /// `state` outlives this object.
  explicit PlaceWriter(AlgorithmState& state) : state_(&state) {}

  /// The next place; null: nobody holds it.
  void add(const IndividualPointer& holder) {
    if (!holder) return state_->slots.push_back(-1);
    const auto next = static_cast<std::int64_t>(state_->individuals.size());
    const auto [entry, is_new] = known_.try_emplace(holder->id, next);
    if (is_new) state_->individuals.push_back(holder);
    state_->slots.push_back(entry->second);
  }

 private:
  AlgorithmState* state_;
  std::map<IndividualId, std::int64_t> known_;
};

/// Null: nobody. std::out_of_range where there is no such place.
inline IndividualPointer saved_holder(const AlgorithmState& state, std::size_t place) {
  const std::int64_t slot = state.slots.at(place);
  return slot < 0 ? nullptr : state.individuals.at(static_cast<std::size_t>(slot));
}

}  // namespace moai
