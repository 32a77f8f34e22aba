#pragma once
// Non-dominated feasible solutions that are kept beside a population, for ever or up to a bound.

#include <cstddef>
#include <vector>

#include "algorithm/individual.h"

namespace moai {

class Archive {
 public:
  /// bound: how many at most; 0: no archive, negative: any number.
  explicit Archive(std::int64_t bound) : bound_(bound) {}

  bool keeps_any() const { return bound_ != 0; }

  /// Adds those candidates that are feasible and that nobody dominates, and drops whom they
  /// dominate. Over the bound, those with the smallest crowding distance go, of equals the newer.
  /// A candidate that is in already is skipped.
  void add(const std::vector<IndividualPointer>& candidates);

  /// In order of arrival.
  const std::vector<IndividualPointer>& individuals() const { return individuals_; }
  void restore(std::vector<IndividualPointer> individuals) {
    individuals_ = std::move(individuals);
  }

 private:
  std::int64_t bound_;
  std::vector<IndividualPointer> individuals_;
};

}  // namespace moai
