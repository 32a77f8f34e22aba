#include "record/trial_record.h"

#include <iterator>
#include <set>
#include <utility>

namespace moai {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

template <Listed T>
void append(T& to, T&& from) {
  each_field(T::fields(),
             [&](const auto& field) { append(to.*field.member, std::move(from.*field.member)); });
}

}  // namespace

void append(TrialRecord& to, TrialRecord from) {
  append<TrialRecord>(to, std::move(from));
}

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
