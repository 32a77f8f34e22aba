#include "algorithm/hillclimber/hillclimber.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "algorithm/saved_places.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {

void describe(OptionVisitor& visitor, HillclimberOptions& options) {
  visitor.text("objective", options.objective,
               "name of the objective that is climbed, or `all`: the mean of the normalised ones");
  visitor.held_by(Holder::trial, [&](OptionVisitor& v) {
    v.integer("children", options.children, {1, 1'000'000}, "children of every generation");
  });
}

Hillclimber::Hillclimber(const HillclimberOptions& options, Proposal proposal,
                         const AlgorithmContext& context)
    : context_(context),
      children_(static_cast<std::size_t>(options.children)),
      proposal_(proposal) {
  if (options.objective == "all") return;
  const auto& names = context_.objective_names;
  const auto found = std::find(names.begin(), names.end(), options.objective);
  if (found == names.end()) {
    std::vector<std::string> known = names;
    known.push_back("all");
    throw OptionError("algorithm.objective", concat("unknown objective '", options.objective,
                                                    "' (the problem does not have it).",
                                                    suggestion(options.objective, known)));
  }
  objective_ = static_cast<std::size_t>(found - names.begin());
}

std::vector<Child> Hillclimber::ask(const Moment& moment) {
  std::vector<Child> children(children_);
  const RandomSource& random = context_.random;
  const bool fresh = best_ == nullptr || proposal_ == Proposal::random_genomes;
  std::vector<Genome> genomes;
  if (fresh) genomes = context_.space->initial(children_, random, moment.generation, 0);
  for (std::size_t i = 0; i < children_; ++i) {
    Child& child = children[i];
    child.id = IndividualId(random.island, moment.generation, i);
    if (fresh) {
      child.genome = std::move(genomes[i]);
    } else {
      RandomStream rng = random.stream(Purpose::mutation, moment.generation, i);
      child.parent_a = best_->id;
      child.genome = context_.space->mutated(best_->genome, {child.id, moment.progress}, rng);
    }
  }
  return children;
}

double Hillclimber::height(std::span<const double> fitness) const {
  if (objective_) return fitness[*objective_];
  const bool has_nan =
      std::any_of(fitness.begin(), fitness.end(), [](double value) { return std::isnan(value); });
  return has_nan ? std::numeric_limits<double>::quiet_NaN()
                 : context_.normalisation->score(fitness);
}

bool Hillclimber::better(std::span<const double> fitness, double violation) const {
  const double mine = height(fitness);
  if (std::isnan(mine)) return false;
  if (!best_) return true;
  if (violation != best_->violation) return violation < best_->violation;
  return mine > height(best_->fitness);
}

void Hillclimber::take(IndividualPointer individual, bool migrant, Chronicle& chronicle) {
  const Newcomer newcomer = newcomer_of(*individual);
  if (!migrant) chronicle.is_born(newcomer);
  chronicle.takes_place(newcomer, {.replaced = best_ ? best_->id : IndividualId::none()}, migrant);
  best_ = std::move(individual);
}

void Hillclimber::tell(const Moment& moment, std::vector<Child> children,
                       const Evaluation& evaluation, EventLog& events) {
  Chronicle chronicle(moment, context_.random.island, events);
  for (std::size_t i = 0; i < children.size(); ++i) {
    const double violation = evaluation.violation.empty() ? 0.0 : evaluation.violation[i];
    if (!better(evaluation.fitness.row(i), violation)) continue;
    take(born(std::move(children[i]), evaluation, i, moment), false, chronicle);
  }
}

std::vector<Member> Hillclimber::members() const {
  if (!best_) return {};
  return {Member{.individual = best_}};
}

std::vector<std::uint32_t> Hillclimber::receive(const Moment& moment,
                                                std::span<const Migrant> migrants,
                                                MigrantAcceptance, EventLog& events) {
  std::vector<std::uint32_t> won(migrants.size(), 0);
  Chronicle chronicle(moment, context_.random.island, events);
  for (std::size_t i = 0; i < migrants.size(); ++i) {
    const IndividualPointer& migrant = migrants[i].individual;
    if (!better(migrant->fitness, migrant->violation)) continue;
    take(migrant, true, chronicle);
    won[i] = 1;
  }
  return won;
}

void Hillclimber::release(std::span<const IndividualId> leavers) {
  if (best_ && std::find(leavers.begin(), leavers.end(), best_->id) != leavers.end())
    best_ = nullptr;
}

std::vector<std::uint8_t> Hillclimber::aims(const Child&) const {
  if (!objective_) return {};
  std::vector<std::uint8_t> aims(context_.objective_names.size(), 0);
  aims.at(*objective_) = 1;
  return aims;
}

AlgorithmState Hillclimber::save() const {
  AlgorithmState state;
  PlaceWriter(state).add(best_);
  return state;
}

void Hillclimber::restore(AlgorithmState state) {
  best_ = saved_holder(state, 0);
}

}  // namespace moai
