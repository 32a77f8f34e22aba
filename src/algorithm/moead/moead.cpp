#include "algorithm/moead/moead.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "algorithm/pareto/sorting.h"
#include "algorithm/reference/reference_points.h"
#include "algorithm/saved_places.h"
#include "support/error.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

Matrix weights_of(const MoeadOptions& options, const AlgorithmContext& context) {
  const std::size_t objectives = context.objective_names.size();
  const auto population = static_cast<std::size_t>(options.population);
  if (options.divisions.empty())
    return spread_weights(population, objectives, context.random.stream(Purpose::cells));
  const std::size_t count = checked_count(objectives, options.divisions);
  if (population != count)
    throw OptionError("algorithm.population",
                      concat(population, " (algorithm.divisions makes ", count, " weights with ",
                             objectives, " objectives, and each has one individual). Set it to ",
                             count, ", or leave the divisions out."));
  return layered_reference_points(objectives, options.divisions);
}

}  // namespace

Moead::Moead(const MoeadOptions& options, const AlgorithmContext& context)
    : options_(options),
      context_(context),
      breeder_(options.variation, context),
      weights_(weights_of(options, context)),
      near_(nearest_weights(weights_, static_cast<std::size_t>(options.neighbours))),
      holders_(weights_.rows()),
      ideal_(context.objective_names.size(), -std::numeric_limits<double>::infinity()) {}

bool Moead::is_empty() const {
  return std::ranges::all_of(holders_, [](const IndividualPointer& one) { return !one; });
}

std::vector<std::uint32_t> Moead::pool_of(std::uint32_t place, RandomStream& rng) const {
  if (rng.coin(options_.delta)) return near_[place];
  std::vector<std::uint32_t> all(holders_.size());
  std::iota(all.begin(), all.end(), 0u);
  return all;
}

std::vector<Child> Moead::ask(const Moment& moment) {
  const RandomSource& random = context_.random;
  std::vector<Child> children;
  if (is_empty()) {
    auto genomes = context_.space->initial(holders_.size(), random, moment.generation, 0);
    for (std::size_t k = 0; k < genomes.size(); ++k) {
      Child& child = children.emplace_back();
      child.id = IndividualId(random.island, moment.generation, k);
      child.genome = std::move(genomes[k]);
    }
    return children;
  }
  std::vector<std::uint32_t> held;
  for (std::uint32_t place = 0; place < holders_.size(); ++place)
    if (holders_[place]) held.push_back(place);
  for (std::uint32_t place = 0; place < holders_.size(); ++place) {
    RandomStream rng = random.stream(Purpose::selection, moment.generation, place);
    std::vector<std::uint32_t> pool = pool_of(place, rng);
    std::erase_if(pool, [this](std::uint32_t other) { return !holders_[other]; });
    if (pool.empty()) pool = held;
    // Two different places, where there are two.
    const auto size = static_cast<std::uint32_t>(pool.size());
    const std::uint32_t one = rng.below(size);
    const std::uint32_t two = size > 1 ? (one + 1 + rng.below(size - 1)) % size : one;
    const IndividualId id(random.island, moment.generation, place);
    auto litter = breeder_.litter(*holders_[pool[one]], *holders_[pool[two]], std::span(&id, 1),
                                  moment, place, place);
    children.push_back(std::move(litter[0]));
  }
  return children;
}

// Takes note of the best that the feasible newcomers show; the nadir is the worst of the holders
// that nobody dominates, or of the newcomers while there are none. (Newcomers off the front near an
// axis are often non-dominated, too, and would let the nadir waver.)
Scalarising Moead::scalarising(std::span<const IndividualPointer> newcomers) {
  for (const IndividualPointer& one : newcomers)
    for (std::size_t m = 0; one && one->violation == 0.0 && m < ideal_.size(); ++m)
      if (std::isfinite(one->fitness[m])) ideal_[m] = std::max(ideal_[m], one->fitness[m]);
  Matrix feasible;
  for (const std::span<const IndividualPointer> some :
       {std::span<const IndividualPointer>(holders_), newcomers}) {
    for (const IndividualPointer& one : some)
      if (one && one->violation == 0.0) feasible.append_row(one->fitness);
    if (!feasible.empty()) break;
  }
  std::vector<double> nadir = ideal_;
  for (const std::uint32_t row : non_dominated(feasible))
    for (std::size_t m = 0; m < nadir.size(); ++m)
      if (std::isfinite(feasible(row, m))) nadir[m] = std::min(nadir[m], feasible(row, m));
  return {options_.decomposition, options_.penalty, ideal_, nadir};
}

// How many places of the pool it takes.
std::uint32_t Moead::compete(const IndividualPointer& newcomer, std::vector<std::uint32_t> pool,
                             const Scalarising& scalarising, bool migrant, Chronicle& chronicle,
                             RandomStream& order) {
  const auto most = static_cast<std::uint32_t>(
      options_.replacements == MoeadOptions::all ? options_.population : options_.replacements);
  order.shuffle(std::span(pool));
  std::uint32_t won = 0;
  for (const std::uint32_t place : pool) {
    if (won == most) break;
    IndividualPointer& holder = holders_[place];
    if (holder) {
      if (newcomer->violation > holder->violation) continue;
      if (newcomer->violation == holder->violation &&
          !(scalarising.cost(newcomer->fitness, weights_.row(place)) <
            scalarising.cost(holder->fitness, weights_.row(place))))
        continue;
    }
    chronicle.takes_place(newcomer_of(*newcomer),
                          {.replaced = holder ? holder->id : IndividualId::none()}, migrant);
    holder = newcomer;
    ++won;
  }
  if (won > 0 && !migrant) chronicle.is_born(newcomer_of(*newcomer));
  return won;
}

void Moead::tell(const Moment& moment, std::vector<Child> children, const Evaluation& evaluation,
                 EventLog& events) {
  const RandomSource& random = context_.random;
  Chronicle chronicle(moment, random.island, events);
  std::vector<IndividualPointer> newcomers;
  for (std::size_t k = 0; k < children.size(); ++k)
    newcomers.push_back(born(std::move(children[k]), evaluation, k, moment));
  const Scalarising current = scalarising(newcomers);
  RandomStream order = random.stream(Purpose::insertion_order, moment.generation, 0);
  for (const std::uint32_t k : order.permutation(static_cast<std::uint32_t>(newcomers.size()))) {
    const auto place = static_cast<std::uint32_t>(newcomers[k]->id.index());
    std::vector<std::uint32_t> pool{place};  // of a random genome
    if (!newcomers[k]->parent_a.is_none()) {
      RandomStream rng = random.stream(Purpose::selection, moment.generation, place);
      pool = pool_of(place, rng);
    }
    compete(newcomers[k], std::move(pool), current, false, chronicle, order);
  }
}

std::vector<Member> Moead::members() const {
  std::vector<Member> members;
  for (const IndividualPointer& holder : holders_)
    if (holder) members.push_back({.individual = holder});
  return members;
}

std::vector<std::uint32_t> Moead::receive(const Moment& moment, std::span<const Migrant> migrants,
                                          MigrantAcceptance, EventLog& events) {
  std::set<IndividualId> present;
  for (const IndividualPointer& holder : holders_)
    if (holder) present.insert(holder->id);
  std::vector<IndividualPointer> arrivals;
  for (const Migrant& migrant : migrants)
    arrivals.push_back(present.insert(migrant.individual->id).second ? migrant.individual
                                                                     : nullptr);
  const Scalarising current = scalarising(arrivals);
  Chronicle chronicle(moment, context_.random.island, events);
  std::vector<std::uint32_t> everywhere(holders_.size()), won;
  std::iota(everywhere.begin(), everywhere.end(), 0u);
  for (const IndividualPointer& arrival : arrivals) {
    won.push_back(0);
    if (!arrival) continue;
    // Named by who arrives: an island may receive more than once a generation.
    RandomStream order = context_.random.stream(Purpose::insertion_order, moment.generation,
                                                1 + (arrival->id.value() & 0x7fffffffu));
    won.back() = compete(arrival, everywhere, current, true, chronicle, order);
  }
  return won;
}

void Moead::release(std::span<const IndividualId> leavers) {
  for (IndividualPointer& holder : holders_)
    if (holder && std::ranges::find(leavers, holder->id) != leavers.end()) holder = nullptr;
}

AlgorithmState Moead::save() const {
  AlgorithmState state;
  PlaceWriter places(state);
  for (const IndividualPointer& holder : holders_) places.add(holder);
  state.numbers = ideal_;
  return state;
}

void Moead::restore(AlgorithmState state) {
  if (state.slots.size() != holders_.size() || state.numbers.size() != ideal_.size())
    throw SystemError(concat("cannot continue: the saved population has ", state.slots.size(),
                             " places (this experiment's has ", holders_.size(),
                             "). Use the experiment file that the run was started with."));
  for (std::size_t place = 0; place < holders_.size(); ++place)
    holders_[place] = saved_holder(state, place);
  ideal_ = std::move(state.numbers);
}

}  // namespace moai
