#include "algorithm/emigrants.h"

#include <algorithm>
#include <limits>
#include <set>
#include <stdexcept>

namespace moai {
namespace {

struct Candidate {
  std::int32_t rank;
  double score;
  std::size_t place;
  IndividualPointer individual;
};

bool better(const Candidate& a, const Candidate& b) {
  if (a.rank != b.rank) return a.rank < b.rank;
  if (a.score != b.score) return a.score > b.score;
  return a.place < b.place;
}

std::vector<Candidate> different(std::span<const Member> members,
                                 const Normalisation& normalisation) {
  std::vector<Candidate> candidates;
  std::set<IndividualId> seen;
  for (const Member& member : members)
    if (seen.insert(member.individual->id).second)
      candidates.push_back({member.rank, normalisation.score(member.individual->fitness),
                            candidates.size(), member.individual});
  return candidates;
}

/// Puts the first `count` winners in front.
void play_tournaments(std::vector<Candidate>& candidates, std::size_t count, RandomStream& rng) {
  for (std::size_t i = 0; i < count && i + 1 < candidates.size(); ++i) {
    const auto left = static_cast<std::uint32_t>(candidates.size() - i);
    const std::size_t one = i + rng.below(left);
    const std::size_t step = 1 + rng.below(left - 1);
    const std::size_t two = i + (one - i + step) % left;
    std::swap(candidates[i], candidates[better(candidates[one], candidates[two]) ? one : two]);
  }
}

double squared_distance(const Individual& a, const Individual& b,
                        const Normalisation& normalisation) {
  double sum = 0.0;
  for (std::size_t m = 0; m < a.fitness.size(); ++m) {
    const double difference =
        normalisation.normalised(m, a.fitness[m]) - normalisation.normalised(m, b.fitness[m]);
    sum += difference * difference;
  }
  return sum;
}

/// Greedy farthest points, in front. `candidates` come best first.
void spread(std::vector<Candidate>& candidates, std::size_t count,
            const Normalisation& normalisation) {
  const std::int32_t best_rank = candidates.front().rank;
  std::erase_if(candidates, [&](const Candidate& c) { return c.rank != best_rank; });
  std::vector<double> nearest(candidates.size(), std::numeric_limits<double>::infinity());
  for (std::size_t i = 1; i < std::min(count, candidates.size()); ++i) {
    std::size_t farthest = i;
    for (std::size_t k = i; k < candidates.size(); ++k) {
      nearest[k] =
          std::min(nearest[k], squared_distance(*candidates[k].individual,
                                                *candidates[i - 1].individual, normalisation));
      if (nearest[k] > nearest[farthest]) farthest = k;
    }
    const auto from = static_cast<std::ptrdiff_t>(i), to = static_cast<std::ptrdiff_t>(farthest);
    std::rotate(candidates.begin() + from, candidates.begin() + to, candidates.begin() + to + 1);
    std::rotate(nearest.begin() + from, nearest.begin() + to, nearest.begin() + to + 1);
  }
}

}  // namespace

std::vector<IndividualPointer> choose_emigrants(std::span<const Member> members,
                                                EmigrantChoice choice, std::size_t count,
                                                const Normalisation& normalisation,
                                                RandomStream& rng) {
  std::vector<Member> shuffled;
  if (choice == EmigrantChoice::one_per_cell) {
    shuffled.assign(members.begin(), members.end());
    rng.shuffle(std::span<Member>(shuffled));
    members = shuffled;
  }
  std::vector<Candidate> candidates = different(members, normalisation);
  if (candidates.empty()) return {};
  switch (choice) {
    case EmigrantChoice::best:
      std::sort(candidates.begin(), candidates.end(), better);
      break;
    case EmigrantChoice::random:
      rng.shuffle(std::span<Candidate>(candidates));
      break;
    case EmigrantChoice::tournament:
      play_tournaments(candidates, count, rng);
      break;
    case EmigrantChoice::one_per_cell:
      break;
    case EmigrantChoice::spread:
      std::sort(candidates.begin(), candidates.end(), better);
      spread(candidates, count, normalisation);
      break;
  }
  std::vector<IndividualPointer> chosen;
  for (std::size_t i = 0; i < std::min(count, candidates.size()); ++i)
    chosen.push_back(candidates[i].individual);
  return chosen;
}

}  // namespace moai
