#include "algorithm/move/move.h"

#include <algorithm>
#include <map>

#include "algorithm/emigrants.h"
#include "algorithm/move/jump_limit.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

CellTable make_table(const MoveOptions& options, const AlgorithmContext& context) {
  const auto objectives = static_cast<std::int64_t>(context.objective_names.size());
  if (options.functions_per_cell % 2 == 0)
    throw UserError(concat("algorithm.functions_per_cell: ", options.functions_per_cell,
                           " (an even number of votes can end in a tie). Use an odd number."));
  if (options.functions_per_cell > objectives)
    throw UserError(concat("algorithm.functions_per_cell: ", options.functions_per_cell,
                           " (the problem has ", objectives,
                           " objectives). Use an odd number up to ", objectives, "."));
  if (options.subsets.size() > static_cast<std::size_t>(options.cells))
    throw UserError(concat("algorithm.subsets: ", options.subsets.size(), " of them (the map has ",
                           options.cells, " cells). Set cells: ", options.subsets.size(), "."));
  std::vector<Subset> subsets;
  for (const std::string& text : options.subsets)
    subsets.push_back(parse_subset(text, context.objective_names));
  RandomSource source = context.random;
  if (options.map == MoveMap::shared) source.island = 0;
  RandomStream rng = source.stream(Purpose::cells);
  const auto drawn = random_subsets(
      context.objective_names.size(), static_cast<std::size_t>(options.functions_per_cell),
      static_cast<std::size_t>(options.cells) - subsets.size(), subsets, rng);
  subsets.insert(subsets.end(), drawn.begin(), drawn.end());
  return CellTable(subsets, context.objective_names.size());
}

std::vector<Win> same(std::vector<Win> mine) {
  return mine;
}

}  // namespace

Move::Move(const MoveOptions& options, const AlgorithmContext& context)
    : options_(options),
      context_(context),
      table_(make_table(options, context)),
      shard_(table_, 0, table_.cells(), options.replacement),
      elites_(table_.cells()) {}

Child Move::make_child(const Moment& moment, std::size_t cell, std::size_t index) const {
  Child child;
  child.id = IndividualId(context_.random.island, moment.generation, index);
  child.cell = static_cast<std::int32_t>(cell);
  if (const IndividualPointer& parent = elites_[cell]) {
    RandomStream rng = context_.random.stream(Purpose::mutation, moment.generation, index);
    child.parent_a = parent->id;
    child.genome = context_.space->mutated(parent->genome, {child.id, moment.progress}, rng);
  } else {
    child.genome = context_.space->initial(1, context_.random, moment.generation, index).front();
  }
  return child;
}

std::vector<Child> Move::ask(const Moment& moment) {
  std::vector<Child> made;
  if (moment.generation == 0) {
    auto genomes = context_.space->initial(table_.cells(), context_.random, 0, 0);
    for (std::size_t cell = 0; cell < table_.cells(); ++cell) {
      Child child;
      child.id = IndividualId(context_.random.island, 0, cell);
      child.cell = static_cast<std::int32_t>(cell);
      child.genome = std::move(genomes[cell]);
      made.push_back(std::move(child));
    }
  } else if (options_.mode == MoveMode::steady_state) {
    RandomStream rng = context_.random.stream(Purpose::selection, moment.generation);
    made.push_back(make_child(moment, rng.below(static_cast<std::uint32_t>(table_.cells())), 0));
  } else {
    for (std::size_t cell = 0; cell < table_.cells(); ++cell)
      made.push_back(make_child(moment, cell, cell));
  }
  return made;
}

const Normalisation* Move::means() const {
  return options_.replacement == MoveReplacement::mean ? context_.normalisation : nullptr;
}

std::vector<Win> Move::contest(const Contestants& contestants, std::int64_t jumps) {
  std::vector<Win> wins;
  if (jumps == 0)
    contest_own_cells(shard_, contestants, wins);
  else if (jumps >= static_cast<std::int64_t>(table_.cells()))
    shard_.contest(contestants, wins);
  else
    contest_limited(shard_, table_, options_.replacement, contestants,
                    static_cast<std::size_t>(jumps), same, wins);
  return wins;
}

void Move::take(const Moment& moment, const Win& win, const IndividualPointer& individual,
                ReplacementKind kind, std::int32_t from_cell, EventLog& events) {
  IndividualPointer& elite = elites_[win.cell];
  Replacement event;
  event.generation = moment.generation;
  event.island = context_.random.island;
  event.cell = static_cast<std::int32_t>(win.cell);
  event.from_cell = from_cell;
  event.child = individual->id;
  event.parent = individual->parent_a;
  if (elite) event.replaced = elite->id;
  event.votes = win.votes;
  event.kind = kind;
  events.replacements.push_back(event);
  elite = individual;
}

void Move::tell(const Moment& moment, std::vector<Child> children, const Evaluation& evaluation,
                EventLog& events) {
  RandomStream rng = context_.random.stream(Purpose::insertion_order, moment.generation);
  const auto order = rng.permutation(static_cast<std::uint32_t>(children.size()));
  Contestants contestants;
  for (const std::uint32_t i : order)
    contestants.add(evaluation.fitness.row(i),
                    evaluation.violation.empty() ? 0.0 : evaluation.violation[i], children[i].cell,
                    means());
  IndividualPointer individual;
  for (const Win& win : contest(contestants, options_.jumps)) {
    Child& child = children[order[win.contestant]];
    if (!individual || individual->id != child.id) {
      Individual born;
      born.id = child.id;
      born.parent_a = child.parent_a;
      born.generation = moment.generation;
      born.island = context_.random.island;
      born.cell = child.parent_a.is_none() ? -1 : child.cell;
      born.genome = std::move(child.genome);
      const auto fitness = contestants.fitness.row(win.contestant);
      born.fitness.assign(fitness.begin(), fitness.end());
      born.violation = contestants.violation[win.contestant];
      individual = std::make_shared<const Individual>(std::move(born));
      events.births.push_back({individual->id, individual->parent_a, individual->parent_b,
                               individual->generation, individual->island, individual->cell});
    }
    const bool random = individual->parent_a.is_none();
    take(moment, win, individual, random ? ReplacementKind::initial : ReplacementKind::child,
         individual->cell, events);
  }
}

std::vector<Member> Move::members() const {
  std::vector<Member> members;
  for (std::size_t cell = 0; cell < elites_.size(); ++cell)
    if (elites_[cell]) members.push_back({static_cast<std::int32_t>(cell), 0, elites_[cell]});
  return members;
}

std::vector<IndividualPointer> Move::emigrants(EmigrantChoice choice, std::size_t count,
                                               RandomStream& rng) const {
  return choose_emigrants(members(), choice, count, *context_.normalisation, rng);
}

std::vector<std::uint32_t> Move::receive(const Moment& moment,
                                         std::span<const IndividualPointer> migrants,
                                         EventLog& events) {
  Contestants contestants;
  for (const IndividualPointer& migrant : migrants)
    contestants.add(migrant->fitness, migrant->violation, -1, means());
  std::vector<std::uint32_t> won(migrants.size(), 0);
  for (const Win& win : contest(contestants, std::max<std::int64_t>(1, options_.jumps))) {
    take(moment, win, migrants[win.contestant], ReplacementKind::migrant, -1, events);
    ++won[win.contestant];
  }
  return won;
}

AlgorithmState Move::save() const {
  AlgorithmState state;
  std::map<IndividualId, std::int64_t> places;
  for (const IndividualPointer& elite : elites_) {
    if (!elite) {
      state.slots.push_back(-1);
      continue;
    }
    const auto next = static_cast<std::int64_t>(state.individuals.size());
    const auto [place, is_new] = places.try_emplace(elite->id, next);
    if (is_new) state.individuals.push_back(elite);
    state.slots.push_back(place->second);
  }
  return state;
}

void Move::restore(AlgorithmState state) {
  if (state.slots.size() != elites_.size())
    throw SystemError(concat("cannot continue: the saved map has ", state.slots.size(),
                             " cells (this experiment's has ", elites_.size(),
                             "). Use the experiment file that the run was started with."));
  shard_ = CellShard(table_, 0, table_.cells(), options_.replacement);
  Contestants contestants;
  for (const IndividualPointer& individual : state.individuals)
    contestants.add(individual->fitness, individual->violation, -1, means());
  for (std::size_t cell = 0; cell < elites_.size(); ++cell) {
    const std::int64_t slot = state.slots[cell];
    elites_[cell] = slot < 0 ? nullptr : state.individuals.at(static_cast<std::size_t>(slot));
    if (slot >= 0) shard_.place(cell, contestants, static_cast<std::size_t>(slot));
  }
}

}  // namespace moai
