#pragma once
// Births and replacements, written in one place for all algorithms.
//
//   Chronicle chronicle(moment, island, events);
//   chronicle.is_born(newcomer_of(*individual));            // it survives somewhere
//   chronicle.takes_place(newcomer, {.replaced = holder->id}, false);

#include "algorithm/algorithm.h"

namespace moai {

/// A child and its fitness, row `row` of the evaluation. Its cell is its parent's: a random genome
/// has none.
std::shared_ptr<const Individual> born(Child&& child, const Evaluation& evaluation, std::size_t row,
                                       const Moment& moment);

/// What the records tell of somebody who wins a place, as in Individual.
struct Newcomer {
  IndividualId id;
  IndividualId parent_a;
  IndividualId parent_b;
  std::int32_t cell = -1;
};

inline Newcomer newcomer_of(const Individual& individual) {
  return {individual.id, individual.parent_a, individual.parent_b, individual.cell};
}

/// A place that is won, as in Replacement.
struct WonPlace {
  std::int32_t cell = -1;
  IndividualId replaced;
  std::uint32_t votes = 0;
};

/// What happens on one island in one generation.
class Chronicle {
 public:
  Chronicle(const Moment& moment, std::uint32_t island, EventLog& events)
      : generation_(moment.generation), island_(island), events_(&events) {}

  void is_born(const Newcomer& newcomer);
  void takes_place(const Newcomer& newcomer, const WonPlace& place, bool migrant);

 private:
  std::uint64_t generation_;
  std::uint32_t island_;
  EventLog* events_;
};

}  // namespace moai
