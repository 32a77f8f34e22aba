#include "algorithm/move/move.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "algorithm/move/jump_limit.h"
#include "algorithm/saved_places.h"
#include "support/error.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

CellTable make_table(const MoveOptions& options, const AlgorithmContext& context) {
  const auto objectives = static_cast<std::int64_t>(context.objective_names.size());
  if (options.functions_per_cell % 2 == 0)
    throw OptionError("algorithm.functions_per_cell",
                      concat(options.functions_per_cell,
                             " (an even number of votes can end in a tie). Use an odd number."));
  if (options.functions_per_cell > objectives)
    throw OptionError("algorithm.functions_per_cell",
                      concat(options.functions_per_cell, " (the problem has ", objectives,
                             " objectives). Use an odd number up to ", objectives, "."));
  if (options.subsets.size() > static_cast<std::size_t>(options.cells))
    throw OptionError("algorithm.subsets",
                      concat(options.subsets.size(), " of them (the map has ", options.cells,
                             " cells). Set cells: ", options.subsets.size(), "."));
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

std::size_t first_cell(std::size_t cells, std::size_t shard, std::size_t shards) {
  return cells * shard / shards;
}

Entrants describe_entrants(std::span<const IndividualPointer> individuals,
                           std::span<const std::int32_t> own) {
  Entrants entrants;
  for (const IndividualPointer& individual : individuals) {
    entrants.ids.push_back(individual->id);
    entrants.parents.push_back(individual->parent_a);
    entrants.mates.push_back(individual->parent_b);
    entrants.parent_cells.push_back(individual->cell);
    entrants.violation.push_back(individual->violation);
    entrants.fitness.append_row(individual->fitness);
  }
  entrants.own.assign(own.begin(), own.end());
  return entrants;
}

IndividualPointer outline_of(const Entrants& entrants, std::size_t i) {
  Individual outline;
  outline.id = entrants.ids[i];
  const auto fitness = entrants.fitness.row(i);
  outline.fitness.assign(fitness.begin(), fitness.end());
  outline.violation = entrants.violation[i];
  return std::make_shared<const Individual>(std::move(outline));
}

}  // namespace

Move::Move(const MoveOptions& options, const AlgorithmContext& context, ShardPeers* peers)
    : options_(options),
      context_(context),
      breeder_(options.variation, context),
      peers_(peers != nullptr ? peers : &lone_),
      table_(make_table(options, context)),
      shard_(table_, first_cell(table_.cells(), peers_->shard(), peers_->shards()),
             first_cell(table_.cells(), peers_->shard() + 1, peers_->shards()),
             options.replacement),
      holders_(table_.cells()),
      elites_(shard_.end() - shard_.begin()) {
  if (peers_->shards() > 1 && peers_->shard() == 0) distant_.resize(table_.cells());
}

// The elite of a random cell; the parent itself where it holds that cell or nobody does.
const Individual& Move::mate_of(const Individual& parent, const Moment& moment,
                                std::size_t index) const {
  if (breeder_.variation() == Variation::mutation) return parent;
  // Index 0 draws the cell of steady state.
  RandomStream rng = context_.random.stream(Purpose::selection, moment.generation, 1 + index);
  const IndividualPointer& mate = elites_[rng.below(static_cast<std::uint32_t>(elites_.size()))];
  return mate ? *mate : parent;
}

Child Move::make_child(const Moment& moment, std::size_t cell, std::size_t index) const {
  const IndividualId id(context_.random.island, moment.generation, index);
  Child child;
  if (const IndividualPointer& parent = elites_[cell - shard_.begin()]) {
    child = std::move(
        breeder_.litter(*parent, mate_of(*parent, moment, index), {&id, 1}, moment, index, index)
            .front());
  } else {
    child.id = id;
    child.genome = context_.space->initial(1, context_.random, moment.generation, index).front();
  }
  child.cell = static_cast<std::int32_t>(cell);
  return child;
}

std::vector<Child> Move::ask(const Moment& moment) {
  std::vector<Child> made;
  if (moment.generation == 0) {
    // All of them, because a design (Latin hypercube) is drawn as a whole.
    auto genomes = context_.space->initial(table_.cells(), context_.random, 0, 0);
    for (std::size_t cell = shard_.begin(); cell < shard_.end(); ++cell) {
      Child child;
      child.id = IndividualId(context_.random.island, 0, cell);
      child.cell = static_cast<std::int32_t>(cell);
      child.genome = std::move(genomes[cell]);
      made.push_back(std::move(child));
    }
  } else if (options_.mode == MoveMode::steady_state) {
    RandomStream rng = context_.random.stream(Purpose::selection, moment.generation);
    const std::size_t cell = rng.below(static_cast<std::uint32_t>(table_.cells()));
    if (cell >= shard_.begin() && cell < shard_.end()) made.push_back(make_child(moment, cell, 0));
  } else {
    for (std::size_t cell = shard_.begin(); cell < shard_.end(); ++cell)
      made.push_back(make_child(moment, cell, cell));
  }
  return made;
}

const Normalisation* Move::means() const {
  return options_.replacement == MoveReplacement::mean ? context_.normalisation : nullptr;
}

std::size_t Move::shard_of(std::size_t cell) const {
  std::size_t shard = cell * peers_->shards() / table_.cells();
  while (first_cell(table_.cells(), shard + 1, peers_->shards()) <= cell) ++shard;
  return shard;
}

std::vector<Win> Move::contest(const Contestants& contestants, std::int64_t jumps) {
  const auto exchange = [this](std::vector<Win> mine) { return peers_->all(std::move(mine)); };
  std::vector<Win> wins;
  if (jumps == 0)
    contest_own_cells(shard_, contestants, wins);
  else if (jumps >= static_cast<std::int64_t>(table_.cells()))
    shard_.contest(contestants, wins);
  else
    contest_limited(shard_, table_, options_.replacement, contestants,
                    static_cast<std::size_t>(jumps), exchange, wins);
  wins = peers_->all(std::move(wins));
  if (!std::is_sorted(wins.begin(), wins.end(), by_contestant_and_cell))
    std::sort(wins.begin(), wins.end(), by_contestant_and_cell);
  return wins;
}

std::vector<std::uint32_t> Move::compete(const Moment& moment,
                                         std::span<const IndividualPointer> mine,
                                         std::span<const std::int32_t> own, std::int64_t jumps,
                                         bool migrants, EventLog& events) {
  const Entrants entrants = peers_->all(describe_entrants(mine, own));
  std::vector<std::uint32_t> order(entrants.size());
  std::iota(order.begin(), order.end(), 0u);
  if (!migrants) {
    RandomStream rng = context_.random.stream(Purpose::insertion_order, moment.generation);
    order = rng.permutation(static_cast<std::uint32_t>(order.size()));
  }
  Contestants contestants;
  for (const std::uint32_t i : order)
    contestants.add(entrants.fitness.row(i), entrants.violation[i], entrants.own[i], means());
  const std::vector<Win> wins = contest(contestants, jumps);
  if (peers_->shard() == 0) {
    Chronicle chronicle(moment, context_.random.island, events);
    log(entrants, order, wins, migrants, chronicle);
  }
  send_elites(entrants, order, wins, mine);

  std::vector<std::uint32_t> won(entrants.size(), 0);
  for (const Win& win : wins) ++won[order[win.contestant]];
  const auto first = won.begin() + static_cast<std::ptrdiff_t>(entrants.mine);
  return {first, first + static_cast<std::ptrdiff_t>(mine.size())};
}

void Move::log(const Entrants& entrants, std::span<const std::uint32_t> order,
               std::span<const Win> wins, bool migrants, Chronicle& chronicle) const {
  std::vector<IndividualId> holders = holders_;
  std::size_t before = entrants.size();
  for (const Win& win : wins) {
    const std::size_t i = order[win.contestant];
    const Newcomer newcomer{entrants.ids[i], entrants.parents[i], entrants.mates[i],
                            entrants.parent_cells[i]};
    if (i != before && !migrants) chronicle.is_born(newcomer);
    before = i;
    chronicle.takes_place(
        newcomer, {static_cast<std::int32_t>(win.cell), holders[win.cell], win.votes}, migrants);
    holders[win.cell] = newcomer.id;
  }
}

void Move::send_elites(const Entrants& entrants, std::span<const std::uint32_t> order,
                       std::span<const Win> wins, std::span<const IndividualPointer> mine) {
  std::map<std::uint32_t, std::size_t>
      changed;  // cell -> entrant; of several the last one holds it
  for (const Win& win : wins) {
    holders_[win.cell] = entrants.ids[order[win.contestant]];
    changed[win.cell] = order[win.contestant];
  }
  std::map<IndividualId, IndividualPointer> here;
  for (const IndividualPointer& individual : mine) here.emplace(individual->id, individual);
  std::vector<std::vector<IndividualPointer>> letters(peers_->shards());
  std::set<std::pair<std::size_t, IndividualId>> sent;
  for (const auto& [cell, entrant] : changed) {
    const auto holder = here.find(holders_[cell]);
    if (holder == here.end()) continue;
    const std::size_t shard = shard_of(cell);
    if (sent.emplace(shard, holder->first).second) letters[shard].push_back(holder->second);
  }
  std::map<IndividualId, IndividualPointer> arrived;
  for (IndividualPointer& individual : peers_->deliver(std::move(letters)))
    arrived.emplace(individual->id, std::move(individual));
  std::map<std::size_t, IndividualPointer> outlined;
  for (const auto& [cell, entrant] : changed) {
    if (cell >= shard_.begin() && cell < shard_.end()) {
      elites_[cell - shard_.begin()] = arrived.at(holders_[cell]);
    } else if (!distant_.empty()) {
      IndividualPointer& outline = outlined[entrant];
      if (!outline) outline = outline_of(entrants, entrant);
      distant_[cell] = outline;
    }
  }
}

void Move::tell(const Moment& moment, std::vector<Child> children, const Evaluation& evaluation,
                EventLog& events) {
  std::vector<IndividualPointer> entrants;
  std::vector<std::int32_t> own;
  for (std::size_t i = 0; i < children.size(); ++i) {
    own.push_back(children[i].cell);
    entrants.push_back(born(std::move(children[i]), evaluation, i, moment));
  }
  compete(moment, entrants, own, options_.jumps, false, events);
}

std::vector<std::uint32_t> Move::receive(const Moment& moment, std::span<const Migrant> migrants,
                                         MigrantAcceptance acceptance, EventLog& events) {
  std::vector<IndividualPointer> arrivals;
  std::vector<std::int32_t> cells;
  const bool twins = acceptance == MigrantAcceptance::twin;
  for (const Migrant& migrant : migrants) {
    arrivals.push_back(migrant.individual);
    cells.push_back(twins ? migrant.cell : -1);
  }
  const std::int64_t jumps = twins ? 0
                             : acceptance == MigrantAcceptance::one
                                 ? 1
                                 : std::max<std::int64_t>(1, options_.jumps);
  return compete(moment, arrivals, cells, jumps, true, events);
}

void Move::release(std::span<const IndividualId> leavers) {
  for (std::size_t cell = 0; cell < table_.cells(); ++cell) {
    if (std::find(leavers.begin(), leavers.end(), holders_[cell]) == leavers.end()) continue;
    holders_[cell] = IndividualId::none();
    if (!distant_.empty()) distant_[cell] = nullptr;
    if (cell < shard_.begin() || cell >= shard_.end()) continue;
    elites_[cell - shard_.begin()] = nullptr;
    shard_.vacate(cell);
  }
}

std::vector<Member> Move::members() const {
  std::vector<Member> members;
  for (std::size_t i = 0; i < elites_.size(); ++i)
    if (elites_[i])
      members.push_back({static_cast<std::int32_t>(shard_.begin() + i), 0, elites_[i]});
  return members;
}

std::vector<Member> Move::outlines() const {
  std::vector<Member> all = members();
  for (std::size_t cell = 0; cell < distant_.size(); ++cell)
    if (distant_[cell]) all.push_back({static_cast<std::int32_t>(cell), 0, distant_[cell]});
  return all;
}

AlgorithmState Move::save() const {
  std::vector<std::vector<IndividualPointer>> letters(peers_->shards());
  for (const IndividualPointer& elite : elites_)
    if (elite && (letters[0].empty() || letters[0].back() != elite)) letters[0].push_back(elite);
  std::map<IndividualId, IndividualPointer> all;
  for (IndividualPointer& individual : peers_->deliver(std::move(letters)))
    all.emplace(individual->id, std::move(individual));

  AlgorithmState state;
  if (peers_->shard() != 0) return state;
  PlaceWriter places(state);
  for (const IndividualId& holder : holders_)
    places.add(holder.is_none() ? nullptr : all.at(holder));
  return state;
}

std::vector<std::uint8_t> Move::aims(const Child& child) const {
  const std::size_t objectives = table_.objective_count();
  const auto own =
      table_.mask().subspan(static_cast<std::size_t>(child.cell) * objectives, objectives);
  return {own.begin(), own.end()};
}

void Move::restore(AlgorithmState state) {
  if (state.slots.size() != table_.cells())
    throw SystemError(concat("cannot continue: the saved map has ", state.slots.size(),
                             " cells (this experiment's has ", table_.cells(),
                             "). Use the experiment file that the run was started with."));
  shard_ = CellShard(table_, shard_.begin(), shard_.end(), options_.replacement);
  Contestants contestants;
  for (const IndividualPointer& individual : state.individuals)
    contestants.add(individual->fitness, individual->violation, -1, means());
  for (std::size_t cell = 0; cell < table_.cells(); ++cell) {
    const std::int64_t slot = state.slots[cell];
    const auto place = static_cast<std::size_t>(slot);
    const bool here = cell >= shard_.begin() && cell < shard_.end();
    holders_[cell] = slot < 0 ? IndividualId::none() : state.individuals.at(place)->id;
    const IndividualPointer elite = slot < 0 ? nullptr : state.individuals[place];
    if (here)
      elites_[cell - shard_.begin()] = elite;
    else if (!distant_.empty())
      distant_[cell] = elite;
    if (here && slot >= 0) shard_.place(cell, contestants, place);
  }
}

}  // namespace moai
