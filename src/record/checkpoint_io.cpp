#include "record/checkpoint_io.h"

#include <stdexcept>

#include "record/columns.h"
#include "record/individual_io.h"
#include "record/usage_io.h"

namespace moai {
namespace {

constexpr hdf5::Note offset_note{"row", "island k has the rows [k] .. [k+1]-1, (I+1)"};

void check_slots(const AlgorithmState& state) {
  const auto count = static_cast<std::int64_t>(state.individuals.size());
  for (const std::int64_t slot : state.slots)
    if (slot < -1 || slot >= count)
      throw SystemError("the state is damaged (a place is held by nobody known).");
}

// Only where there are such rows.
void write_early_history(hdf5::Group& state, const TrialHeader& header,
                         const std::vector<HistoryRow>& rows) {
  if (rows.empty()) return;
  hdf5::Group group =
      state.at("early_history", "rows of the history that wait for those of slower islands");
  write_columns(group, rows, HistoryRow::fields(), header.objectives.size());
  std::vector<double> extra;
  for (const HistoryRow& row : rows) extra.insert(extra.end(), row.extra.begin(), row.extra.end());
  group.write<double>("indicators", extra, {rows.size(), header.indicators.size()},
                      {"1", "(N,K) those of the history, in its order"});
}

std::vector<HistoryRow> read_early_history(const hdf5::Group& state) {
  if (!state.has("early_history")) return {};
  const hdf5::Group group = state.open("early_history");
  auto rows = read_columns<HistoryRow>(group, HistoryRow::fields());
  const auto extra = group.read<double>("indicators");
  const std::size_t width = extra.size() / std::max<std::size_t>(1, rows.size());
  if (width * rows.size() != extra.size())
    throw SystemError("the state is damaged (the early history has no whole rows).");
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto begin = extra.begin() + static_cast<std::ptrdiff_t>(k * width);
    rows[k].extra.assign(begin, begin + static_cast<std::ptrdiff_t>(width));
  }
  return rows;
}

}  // namespace

void write_checkpoint(hdf5::Group& root, const TrialHeader& header, const Checkpoint& checkpoint) {
  if (checkpoint.islands.size() != header.islands)
    throw std::logic_error("record: a checkpoint with another number of islands");
  root.set("generations", checkpoint.generation + 1);
  write_usage(root, checkpoint.usage, header.objectives.size());
  hdf5::Group state = root.at("state", "what is needed to continue after this generation");
  Ragged<IndividualPointer> individuals;
  Ragged<std::int64_t> slots;
  Ragged<double> numbers;
  std::vector<IslandCount> counts;
  for (const auto& [algorithm, count] : checkpoint.islands) {
    individuals.add(algorithm.individuals);
    slots.add(algorithm.slots);
    numbers.add(algorithm.numbers);
    counts.push_back(count);
  }
  hdf5::Group group = state.at("individuals", "everyone whom an island holds");
  write_individuals(group, individuals.values, header.objectives.size());
  state.write("individual_offset", individuals.offsets, offset_note);
  state.write("slot", slots.values,
              {"row", "places of the islands: number among the island's individuals, -1: empty"});
  state.write("slot_offset", slots.offsets, offset_note);
  state.write("number", numbers.values, {"1", "numbers that the algorithm knows the meaning of"});
  state.write("number_offset", numbers.offsets, offset_note);
  hdf5::Group islands = state.at("islands", "what was counted of each island, (I)");
  write_columns(islands, counts, IslandCount::fields());
  write_early_history(state, header, checkpoint.early_history);
}

Checkpoint read_checkpoint(const hdf5::Group& root) {
  const hdf5::Group state = root.open("state");
  const std::uint64_t generations = root.integer("generations");
  if (generations == 0) throw SystemError("the state is damaged (no generation is complete).");
  Checkpoint checkpoint;
  checkpoint.generation = generations - 1;
  checkpoint.usage = read_usage(root);
  const Ragged<IndividualPointer> individuals{read_individuals(state.open("individuals")),
                                              state.read<std::uint64_t>("individual_offset")};
  const Ragged<std::int64_t> slots{state.read<std::int64_t>("slot"),
                                   state.read<std::uint64_t>("slot_offset")};
  const Ragged<double> numbers{state.read<double>("number"),
                               state.read<std::uint64_t>("number_offset")};
  const auto counts = read_columns<IslandCount>(state.open("islands"), IslandCount::fields());
  const std::uint64_t islands = root.integer("islands");
  if (!individuals.is_sound(islands) || !slots.is_sound(islands) || !numbers.is_sound(islands) ||
      counts.size() != islands)
    throw SystemError("the state is damaged (its columns do not fit the number of islands).");
  for (std::uint64_t k = 0; k < islands; ++k) {
    checkpoint.islands.push_back(
        {{individuals.part(k), slots.part(k), numbers.part(k)}, counts[k]});
    check_slots(checkpoint.islands.back().algorithm);
  }
  checkpoint.early_history = read_early_history(state);
  return checkpoint;
}

}  // namespace moai
