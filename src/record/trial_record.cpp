#include "record/trial_record.h"

#include <set>

namespace moai {

std::vector<IndividualPointer> distinct_individuals(
    const std::vector<std::vector<Member>>& members) {
  std::vector<IndividualPointer> individuals;
  std::set<IndividualId> seen;
  for (const auto& island : members)
    for (const auto& member : island)
      if (seen.insert(member.individual->id).second) individuals.push_back(member.individual);
  return individuals;
}

}  // namespace moai
