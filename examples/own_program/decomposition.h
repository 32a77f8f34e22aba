#pragma once
// An algorithm: MOEA/D (Q. Zhang, H. Li, IEEE TEC 11(6), 2007) for two objectives. Every place of
// the population has a weight of its own between them and holds the best individual by that weight;
// children of neighbours compete for all places of their neighbourhood.
//
// Where the paper replaces at once, this one makes all children of a generation first: that is what
// ask and tell are for. Of two designs the one that violates less wins, whatever the weights.

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "algorithm/algorithm.h"
#include "algorithm/chronicle.h"

class Decomposition final : public moai::Algorithm {
 public:
  Decomposition(std::size_t places, std::size_t neighbours, moai::AlgorithmContext context)
      : context_(std::move(context)),
        neighbours_(neighbours),
        holders_(places),
        ideal_(context_.objective_names.size(), -std::numeric_limits<double>::infinity()) {}

  std::vector<moai::Child> ask(const moai::Moment& moment) override {
    std::vector<moai::Child> children(holders_.size());
    std::vector<moai::Genome> first;
    if (!holders_[0])
      first = context_.space->initial(children.size(), context_.random, moment.generation, 0);
    for (std::size_t place = 0; place < children.size(); ++place) {
      moai::Child& child = children[place];
      child.id = moai::IndividualId(context_.random.island, moment.generation, place);
      if (!first.empty()) {
        child.genome = std::move(first[place]);
        continue;
      }
      // A stream of random numbers for what it is for, and for whom: no generator has to be saved.
      auto rng = context_.random.stream(moai::Purpose::mutation, moment.generation, place);
      const moai::Individual& a = *holders_[neighbour(place, rng)];
      const moai::Individual& b = *holders_[neighbour(place, rng)];
      const moai::VariationMoment when{child.id, moment.progress};
      const auto crossed = context_.space->crossed(a.genome, b.genome, when, rng);
      child.parent_a = a.id;
      child.parent_b = b.id;
      child.genome = context_.space->mutated(crossed.first, when, rng);
    }
    return children;
  }

  void tell(const moai::Moment& moment, std::vector<moai::Child> children,
            const moai::Evaluation& evaluation, moai::EventLog& events) override {
    moai::Chronicle chronicle(moment, context_.random.island, events);
    for (std::size_t k = 0; k < children.size(); ++k) {
      const auto individual = moai::born(std::move(children[k]), evaluation, k, moment);
      const auto [low, high] = neighbourhood(k);
      if (compete(individual, low, high, false, chronicle) > 0)
        chronicle.is_born(moai::newcomer_of(*individual));
    }
  }

  std::vector<moai::Member> members() const override {
    std::vector<moai::Member> members;
    for (const auto& holder : holders_)
      if (holder) members.push_back({.individual = holder});
    return members;
  }

  std::vector<std::uint32_t> receive(const moai::Moment& moment,
                                     std::span<const moai::Migrant> migrants,
                                     moai::MigrantAcceptance, moai::EventLog& events) override {
    moai::Chronicle chronicle(moment, context_.random.island, events);
    std::vector<std::uint32_t> won;
    for (const moai::Migrant& migrant : migrants)
      won.push_back(compete(migrant.individual, 0, holders_.size(), true, chronicle));
    return won;
  }

  /// Places are never empty here: whoever leaves is copied.
  void release(std::span<const moai::IndividualId>) override {}

  moai::AlgorithmState save() const override {
    moai::AlgorithmState state;
    std::map<moai::IndividualId, std::int64_t> index;  // who holds several places is saved once
    for (const auto& holder : holders_) {
      if (!holder) {
        state.slots.push_back(-1);
        continue;
      }
      const auto next = static_cast<std::int64_t>(state.individuals.size());
      const auto [entry, is_new] = index.try_emplace(holder->id, next);
      if (is_new) state.individuals.push_back(holder);
      state.slots.push_back(entry->second);
    }
    state.numbers = ideal_;
    return state;
  }

  void restore(moai::AlgorithmState state) override {
    ideal_ = state.numbers;
    for (std::size_t place = 0; place < holders_.size(); ++place) {
      const auto slot = state.slots.at(place);
      holders_[place] = slot < 0 ? nullptr : state.individuals[static_cast<std::size_t>(slot)];
    }
  }

  std::span<const std::uint8_t> objective_mask() const override { return {}; }

 private:
  struct Range {
    std::size_t low, high;
  };
  Range neighbourhood(std::size_t place) const {
    const std::size_t half = neighbours_ / 2;
    return {place > half ? place - half : 0, std::min(place + half + 1, holders_.size())};
  }
  std::size_t neighbour(std::size_t place, moai::RandomStream& rng) const {
    const auto [low, high] = neighbourhood(place);
    return low + rng.below(static_cast<std::uint32_t>(high - low));
  }

  /// Tchebycheff: how far behind the best that was seen, in the worse of the weighted objectives.
  double regret(std::span<const double> fitness, std::size_t place) const {
    const double share = static_cast<double>(place) / static_cast<double>(holders_.size() - 1);
    const auto behind = [&](std::size_t objective) {
      return ideal_[objective] - context_.normalisation->normalised(objective, fitness[objective]);
    };
    return std::max(share * behind(0), (1.0 - share) * behind(1));
  }

  /// How many of the places [low, high) it takes.
  std::uint32_t compete(const moai::IndividualPointer& newcomer, std::size_t low, std::size_t high,
                        bool migrant, moai::Chronicle& chronicle) {
    for (std::size_t m = 0; m < ideal_.size() && newcomer->violation == 0.0; ++m)
      ideal_[m] = std::max(ideal_[m], context_.normalisation->normalised(m, newcomer->fitness[m]));
    std::uint32_t won = 0;
    for (std::size_t place = low; place < high; ++place) {
      auto& holder = holders_[place];
      if (holder && newcomer->violation > holder->violation) continue;
      if (holder && newcomer->violation == holder->violation &&
          !(regret(newcomer->fitness, place) < regret(holder->fitness, place)))
        continue;
      chronicle.takes_place(moai::newcomer_of(*newcomer),
                            {.replaced = holder ? holder->id : moai::IndividualId::none()},
                            migrant);
      holder = newcomer;
      ++won;
    }
    return won;
  }

  moai::AlgorithmContext context_;
  std::size_t neighbours_;
  std::vector<moai::IndividualPointer> holders_;
  std::vector<double> ideal_;  ///< the best normalised value seen of each objective
};
