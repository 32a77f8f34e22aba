#include "algorithm/population/population_algorithm.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "algorithm/population/duplicates.h"
#include "algorithm/population/lexicase.h"
#include "algorithm/population/tournament.h"
#include "algorithm/saved_places.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

// Matings are repeated for children that exist already, but not for ever: a small discrete space
// may have no others (as many rounds as pymoo's).
constexpr std::uint64_t max_attempts = 100;

}  // namespace

PopulationAlgorithm::PopulationAlgorithm(const PopulationOptions& options, bool needs_places,
                                         const AlgorithmContext& context)
    : options_(options),
      needs_places_(needs_places),
      context_(context),
      breeder_(options.variation, context),
      archive_(options.archive) {}

std::vector<Child> PopulationAlgorithm::ask(const Moment& moment) {
  const std::size_t size = children_in(options_, population_.size() == 0 ? 0 : 1);
  const RandomSource& random = context_.random;
  std::vector<Child> children(size);
  if (population_.size() == 0) {
    auto genomes = context_.space->initial(size, random, moment.generation, 0);
    for (std::size_t k = 0; k < size; ++k) {
      children[k].id = IndividualId(random.island, moment.generation, k);
      children[k].genome = std::move(genomes[k]);
    }
    return children;
  }

  std::vector<std::uint32_t> missing(size);
  std::iota(missing.begin(), missing.end(), 0u);
  std::vector<char> made(size, 0);
  std::uint64_t matings = 0;
  for (std::uint64_t attempt = 0; attempt < max_attempts && !missing.empty(); ++attempt) {
    auto fresh = offspring(moment, missing, attempt, matings);
    std::vector<std::uint32_t> rejected;
    if (options_.drop_duplicates) {
      std::vector<const Genome*> known, candidates;
      for (const IndividualPointer& parent : population_.individuals)
        known.push_back(&parent->genome);
      for (std::size_t k = 0; k < size; ++k)
        if (made[k]) known.push_back(&children[k].genome);
      for (const Child& child : fresh) candidates.push_back(&child.genome);
      rejected = duplicates(*context_.space, known, candidates);
    }
    std::vector<std::uint32_t> still;
    for (std::uint32_t k = 0; k < fresh.size(); ++k) {
      if (still.size() < rejected.size() && rejected[still.size()] == k) {
        still.push_back(missing[k]);
        continue;
      }
      made[missing[k]] = 1;
      children[missing[k]] = std::move(fresh[k]);
    }
    missing = std::move(still);
  }
  std::size_t kept = 0;
  for (std::size_t k = 0; k < size; ++k)
    if (made[k] && kept++ != k) children[kept - 1] = std::move(children[k]);
  children.resize(kept);
  return children;
}

std::vector<std::uint32_t> PopulationAlgorithm::chosen_parents(std::size_t count,
                                                               RandomStream& rng) const {
  if (options_.parents == ParentChoice::tournament) return parents(population_, count, rng);
  if (options_.parents == ParentChoice::lexicase) return lexicase_winners(population_, count, rng);
  if (options_.parents == ParentChoice::lexicographic)
    return lexicographic_winners(population_, count,
                                 static_cast<std::size_t>(options_.tournament_size), rng);
  std::vector<std::uint32_t> anybody(count);
  for (std::uint32_t& row : anybody)
    row = rng.below(static_cast<std::uint32_t>(population_.size()));
  return anybody;
}

// Children for these places; `siblings` per mating. A place's number is the index of its child's
// id, so that a child that is made again for a place takes over the id of the one that was dropped.
std::vector<Child> PopulationAlgorithm::offspring(const Moment& moment,
                                                  std::span<const std::uint32_t> places,
                                                  std::uint64_t attempt,
                                                  std::uint64_t& matings) const {
  const RandomSource& random = context_.random;
  const auto siblings = static_cast<std::size_t>(options_.siblings);
  const std::size_t pairs = (places.size() + siblings - 1) / siblings;
  RandomStream selection = random.stream(Purpose::selection, moment.generation, attempt);
  const auto chosen = chosen_parents(2 * pairs, selection);
  std::vector<Child> children;
  children.reserve(places.size());
  for (std::size_t pair = 0; pair < pairs; ++pair, ++matings) {
    const Individual& a = *population_.individuals[chosen[2 * pair]];
    const Individual& b = *population_.individuals[chosen[2 * pair + 1]];
    const std::size_t eldest = siblings * pair;
    std::vector<IndividualId> ids;
    for (std::size_t k = eldest; k < std::min(eldest + siblings, places.size()); ++k)
      ids.emplace_back(random.island, moment.generation, places[k]);
    for (Child& child : breeder_.litter(a, b, ids, moment, matings, 2 * matings))
      children.push_back(std::move(child));
  }
  return children;
}

// The parents that may survive: all of them, or the best `elites` by rank and crowding; more where
// there are too few newcomers to fill the places.
Population PopulationAlgorithm::competing_parents(std::size_t newcomers) const {
  const std::size_t size = population_.size();
  if (options_.elites < 0 || static_cast<std::size_t>(options_.elites) >= size) return population_;
  const auto wanted = static_cast<std::size_t>(options_.population);
  const std::size_t needed = wanted > newcomers ? wanted - newcomers : 0;
  const std::size_t count =
      std::min(size, std::max(static_cast<std::size_t>(options_.elites), needed));
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
    if (population_.violation[a] != population_.violation[b])
      return population_.violation[a] < population_.violation[b];
    if (population_.rank[a] != population_.rank[b])
      return population_.rank[a] < population_.rank[b];
    return population_.crowding[a] > population_.crowding[b];
  });
  order.resize(count);
  std::sort(order.begin(), order.end());
  return rows_of(population_, order);
}

void PopulationAlgorithm::tell(const Moment& moment, std::vector<Child> children,
                               const Evaluation& evaluation, EventLog& events) {
  Chronicle chronicle(moment, context_.random.island, events);
  Population pool = competing_parents(children.size());
  const std::size_t parents = pool.size();
  append(pool, children, evaluation, needs_places_);
  Survivors chosen =
      survivors(pool, static_cast<std::size_t>(options_.population), niching(moment.progress),
                context_.random.stream(Purpose::survival, moment.generation, 0));

  // Objects are made only for children that stay somewhere.
  std::vector<IndividualPointer> candidates;
  const auto make = [&](std::uint32_t row) {
    if (pool.individuals[row]) return;
    const std::size_t k = row - parents;
    pool.individuals[row] = born(std::move(children[k]), evaluation, k, moment);
  };
  for (const std::uint32_t row : chosen.rows) make(row);
  if (archive_.keeps_any())
    for (const std::uint32_t row : chosen.first_front)
      if (row >= parents) {
        const bool survives = pool.individuals[row] != nullptr;
        make(row);
        candidates.push_back(pool.individuals[row]);
        if (!survives) chronicle.is_born(newcomer_of(*pool.individuals[row]));
      }
  settle(std::move(pool), parents, std::move(chosen), false, chronicle);
  archive_.add(candidates);
}

// Whoever stays keeps its place; newcomers take the free ones in order.
void PopulationAlgorithm::settle(Population pool, std::size_t parents, Survivors chosen,
                                 bool migrants, Chronicle& chronicle) {
  const std::size_t newcomers = static_cast<std::size_t>(
      chosen.rows.end() - std::lower_bound(chosen.rows.begin(), chosen.rows.end(), parents));
  std::map<IndividualId, std::uint32_t> staying;  // entry of `chosen`
  for (std::uint32_t k = 0; k + newcomers < chosen.rows.size(); ++k)
    staying.emplace(pool.individuals[chosen.rows[k]]->id, k);

  std::vector<std::uint32_t> order;  // entries of `chosen` by place
  auto next = static_cast<std::uint32_t>(chosen.rows.size() - newcomers);
  const auto enter = [&](IndividualId replaced) {
    const Newcomer newcomer = newcomer_of(*pool.individuals[chosen.rows[next]]);
    order.push_back(next++);
    chronicle.takes_place(newcomer, {.replaced = replaced}, migrants);
    if (!migrants) chronicle.is_born(newcomer);
  };
  for (const IndividualPointer& holder : population_.individuals) {
    const auto found = staying.find(holder->id);
    if (found != staying.end())
      order.push_back(found->second);
    else if (next < chosen.rows.size())
      enter(holder->id);
  }
  while (next < chosen.rows.size()) enter(IndividualId::none());

  std::vector<std::uint32_t> rows;
  for (const std::uint32_t k : order) rows.push_back(chosen.rows[k]);
  population_ = rows_of(pool, rows);
  for (const std::uint32_t k : order) {
    population_.rank.push_back(chosen.rank[k]);
    population_.crowding.push_back(chosen.crowding[k]);
  }
}

std::vector<Member> PopulationAlgorithm::members() const {
  std::vector<Member> members;
  std::set<IndividualId> present;
  for (std::size_t k = 0; k < population_.size(); ++k) {
    members.push_back(
        {-1, static_cast<std::int32_t>(population_.rank[k]), population_.individuals[k]});
    if (archive_.keeps_any()) present.insert(population_.individuals[k]->id);
  }
  for (const IndividualPointer& individual : archive_.individuals())
    if (!present.contains(individual->id)) members.push_back({-1, 0, individual});
  return members;
}

std::vector<std::uint32_t> PopulationAlgorithm::receive(const Moment& moment,
                                                        std::span<const Migrant> migrants,
                                                        MigrantAcceptance, EventLog& events) {
  std::vector<std::uint32_t> won(migrants.size(), 0);
  std::set<IndividualId> present;
  for (const IndividualPointer& individual : population_.individuals)
    present.insert(individual->id);
  std::vector<IndividualPointer> arrivals;
  std::vector<std::size_t> origin;  // of each arrival among the migrants
  for (std::size_t k = 0; k < migrants.size(); ++k)
    if (present.insert(migrants[k].individual->id).second) {
      arrivals.push_back(migrants[k].individual);
      origin.push_back(k);
    }
  if (arrivals.empty()) return won;

  std::vector<IndividualPointer> everyone = population_.individuals;
  everyone.insert(everyone.end(), arrivals.begin(), arrivals.end());
  Population pool = gather(std::move(everyone), needs_places_);
  // The name of the ties: who arrives first. An island may receive more than once a generation.
  const std::uint64_t index = 1 + (arrivals[0]->id.value() & 0x7fffffffu);
  Survivors chosen =
      survivors(pool, std::max(population_.size(), static_cast<std::size_t>(options_.population)),
                niching(moment.progress),
                context_.random.stream(Purpose::survival, moment.generation, index));
  for (const std::uint32_t row : chosen.rows)
    if (row >= population_.size()) won[origin[row - population_.size()]] = 1;
  const std::size_t parents = population_.size();
  Chronicle chronicle(moment, context_.random.island, events);
  settle(std::move(pool), parents, std::move(chosen), true, chronicle);
  archive_.add(arrivals);
  return won;
}

void PopulationAlgorithm::release(std::span<const IndividualId> leavers) {
  std::vector<std::uint32_t> staying;
  for (std::uint32_t k = 0; k < population_.size(); ++k)
    if (std::find(leavers.begin(), leavers.end(), population_.individuals[k]->id) == leavers.end())
      staying.push_back(k);
  if (staying.size() == population_.size()) return;
  Population rest = rows_of(population_, staying);
  for (const std::uint32_t k : staying) {
    rest.rank.push_back(population_.rank[k]);
    rest.crowding.push_back(population_.crowding[k]);
  }
  population_ = std::move(rest);
}

AlgorithmState PopulationAlgorithm::save() const {
  AlgorithmState state;
  PlaceWriter places(state);
  for (const auto* individuals : {&population_.individuals, &archive_.individuals()})
    for (const IndividualPointer& individual : *individuals) places.add(individual);
  state.numbers.push_back(static_cast<double>(population_.size()));
  for (const std::uint32_t rank : population_.rank) state.numbers.push_back(rank);
  state.numbers.insert(state.numbers.end(), population_.crowding.begin(),
                       population_.crowding.end());
  const std::vector<double> remembered = memory();
  state.numbers.insert(state.numbers.end(), remembered.begin(), remembered.end());
  return state;
}

void PopulationAlgorithm::restore(AlgorithmState state) {
  const std::size_t size = state.numbers.empty() ? 0 : static_cast<std::size_t>(state.numbers[0]);
  if (state.numbers.size() != 1 + 2 * size + memory().size() || state.slots.size() < size ||
      size > static_cast<std::size_t>(options_.population) ||
      std::ranges::any_of(state.slots, [](std::int64_t slot) { return slot < 0; }))
    throw SystemError(concat("cannot continue: the saved population has ", size,
                             " members (this experiment's has ", options_.population,
                             "). Use the experiment file that the run was started with."));
  std::vector<IndividualPointer> population, archive;
  for (std::size_t k = 0; k < state.slots.size(); ++k)
    (k < size ? population : archive).push_back(saved_holder(state, k));
  population_ = gather(std::move(population), needs_places_);
  for (std::size_t k = 0; k < size; ++k) {
    population_.rank.push_back(static_cast<std::uint32_t>(state.numbers[1 + k]));
    population_.crowding.push_back(state.numbers[1 + size + k]);
  }
  archive_.restore(std::move(archive));
  recall(std::span(state.numbers).subspan(1 + 2 * size));
}

}  // namespace moai
