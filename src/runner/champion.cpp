#include "runner/champion.h"

namespace moai {

bool better_champion(const Champion& a, const Champion& b) {
  if (!a.individual || !b.individual) return a.individual != nullptr;
  const bool a_counts = a.individual->violation <= 0.0, b_counts = b.individual->violation <= 0.0;
  if (a_counts != b_counts) return a_counts;
  if (a.score != b.score) return a.score > b.score;
  return a.individual->id < b.individual->id;
}

Champion champion_of(std::span<const Member> members, const Normalisation& normalisation) {
  Champion best;
  const Individual* previous = nullptr;
  for (const Member& member : members) {
    if (member.individual.get() == previous) continue;
    previous = member.individual.get();
    const Champion candidate{member.individual, normalisation.score(member.individual->fitness)};
    if (better_champion(candidate, best)) best = candidate;
  }
  return best;
}

}  // namespace moai
