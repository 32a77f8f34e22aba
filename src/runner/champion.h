#pragma once
// Who is the champion of a trial: the individual with the highest score.

#include <span>

#include "algorithm/algorithm.h"
#include "domain/evaluation.h"

namespace moai {

struct Champion {
  IndividualPointer individual;  ///< null where there are no members
  double score = 0.0;
};

/// The highest score; among equals the smallest id.
Champion champion_of(std::span<const Member> members, const Normalisation& normalisation);

/// True if `a` should be champion rather than `b`; anybody rather than nobody.
bool better_champion(const Champion& a, const Champion& b);

}  // namespace moai
