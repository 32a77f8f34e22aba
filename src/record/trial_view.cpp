#include "record/trial_view.h"

#include <algorithm>

#include "record/checkpoint_io.h"
#include "record/columns.h"
#include "record/header_io.h"
#include "record/individual_io.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

[[noreturn]] void damaged(const TrialView& view, std::string_view why) {
  throw SystemError(concat("'", view.source.path, "' is damaged (", why, ")."));
}

void read_final(TrialView& view) {
  const hdf5::Group final = view.source.root.open("final");
  view.individuals = read_individuals(final.open("individuals"));
  for (const HeldPlace& place : read_columns<HeldPlace>(final, HeldPlace::fields())) {
    if (place.individual >= view.individuals.size())
      damaged(view, "a place is held by nobody known");
    view.places.push_back(place);
  }
  const auto champion = view.find(IndividualId(view.source.root.open("champion").integer("id")));
  if (!champion) damaged(view, "its champion holds no place");
  view.champion = *champion;
}

// What a segment holds is the algorithms' own; of MOVE the places are the cells.
void read_state(TrialView& view) {
  require_current_format(view.source.root);
  const Checkpoint state = read_checkpoint(view.source.root);
  const bool has_cells = view.source.root.text("algorithm") == "move";
  for (std::uint32_t island = 0; island < state.islands.size(); ++island) {
    const AlgorithmState& own = state.islands[island].algorithm;
    const std::size_t first = view.individuals.size();
    view.individuals.insert(view.individuals.end(), own.individuals.begin(), own.individuals.end());
    for (std::size_t slot = 0; slot < own.slots.size(); ++slot)
      if (own.slots[slot] >= 0)
        view.places.push_back({island, has_cells ? static_cast<std::int32_t>(slot) : -1, -1,
                               first + static_cast<std::size_t>(own.slots[slot])});
  }
  // As the runner decides: the score, then the older id.
  const auto better = [&](const IndividualPointer& a, const IndividualPointer& b) {
    const double of_a = view.normalisation.score(a->fitness);
    const double of_b = view.normalisation.score(b->fitness);
    return of_a != of_b ? of_a > of_b : a->id < b->id;
  };
  view.champion = static_cast<std::size_t>(std::ranges::min_element(view.individuals, better) -
                                           view.individuals.begin());
}

}  // namespace

TrialView::TrialView(OpenTrial trial) : source(std::move(trial)) {
  const hdf5::Group& root = source.root;
  identity = read_identity(root);
  config = root.text("config");
  generations = root.integer("generations");
  const hdf5::Group group = root.open("objectives");
  objectives = group.read_texts("name");
  normalisation = {group.read<double>("minimum"), group.read<double>("maximum")};
  if (normalisation.minimum.size() != objectives.size() ||
      normalisation.maximum.size() != objectives.size())
    damaged(*this, "the columns of /objectives differ in length");
  source.finished ? read_final(*this) : read_state(*this);
  if (individuals.empty()) damaged(*this, "nobody lives in it");
}

std::optional<std::size_t> TrialView::find(IndividualId id) const {
  const auto found = std::ranges::find(individuals, id, [](const auto& i) { return i->id; });
  if (found == individuals.end()) return std::nullopt;
  return static_cast<std::size_t>(found - individuals.begin());
}

std::vector<Ancestor> TrialView::lineage(IndividualId id) const {
  Ancestor first{id, 0, static_cast<std::uint32_t>(id.island()), -1};
  bool placed = false;
  for (const HeldPlace& place : places) {
    if (individuals[place.individual]->id != id) continue;
    const bool lower = place.island == first.island && place.cell < first.cell;
    if (!placed || lower) first = {id, 0, place.island, place.cell};
    placed = true;
  }
  return ancestry_of(source.root, first);
}

}  // namespace moai
