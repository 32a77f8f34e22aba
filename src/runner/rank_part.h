#pragma once
// What one rank contributes to a commit or to the end of a trial: its islands and its rows.

#include <tuple>
#include <vector>

#include "algorithm/algorithm.h"
#include "parallel/communicator.h"
#include "record/trial_record.h"
#include "support/fields.h"

namespace moai {

struct IslandPart {
  std::uint32_t number = 0;
  AlgorithmState state;            ///< for a commit
  std::vector<Member> members;     ///< for the end
  std::vector<std::uint8_t> mask;  ///< for the end
  IslandCount count;

  static constexpr auto fields() {
    using I = IslandPart;
    return std::tuple(part(&I::number), part(&I::state), part(&I::members), part(&I::mask),
                      part(&I::count));
  }
};

struct RankPart {
  std::vector<IslandPart> islands;
  TrialRecord record;
  PhaseTimes timing;  ///< for the end
  NanCount nans;

  static constexpr auto fields() {
    using R = RankPart;
    return std::tuple(part(&R::islands), part(&R::record), part(&R::timing), part(&R::nans));
  }
};

/// Collective: every rank's members on rank 0 of the group, nothing on the others.
std::vector<std::vector<Member>> gather_members(const std::vector<Member>& members,
                                                Communicator& group);

/// Collective: every rank's part on rank 0 of the group (in rank order), nothing on the others.
std::vector<RankPart> gather(RankPart part, Communicator& group);

}  // namespace moai
