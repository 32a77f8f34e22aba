#include "record/checkpoint_io.h"

#include <algorithm>
#include <stdexcept>

#include "record/individual_io.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

// Vectors of several islands behind one another, and where each begins.
template <class T>
struct Ragged {
  std::vector<T> values;
  std::vector<std::uint64_t> offsets{0};

  void add(const std::vector<T>& part) {
    values.insert(values.end(), part.begin(), part.end());
    offsets.push_back(values.size());
  }
  std::vector<T> part(std::size_t k) const {
    return std::vector<T>(values.begin() + static_cast<std::ptrdiff_t>(offsets[k]),
                          values.begin() + static_cast<std::ptrdiff_t>(offsets[k + 1]));
  }
  bool is_sound(std::size_t parts) const {
    return offsets.size() == parts + 1 && offsets.front() == 0 && offsets.back() == values.size() &&
           std::is_sorted(offsets.begin(), offsets.end());
  }
};

constexpr hdf5::Note offset_note{"row", "island k has the rows [k] .. [k+1]-1, (I+1)"};

void check_slots(const AlgorithmState& state) {
  const auto count = static_cast<std::int64_t>(state.individuals.size());
  for (const std::int64_t slot : state.slots)
    if (slot < -1 || slot >= count)
      throw SystemError("the state is damaged (a place is held by nobody known).");
}

std::map<std::string, double> read_timing(const hdf5::Group& root) {
  const hdf5::Group group = root.open("timing");
  const auto phases = group.read_texts("phase");
  const auto seconds = group.read<double>("seconds");
  if (phases.size() != seconds.size())
    throw SystemError("the group /timing is damaged (its columns differ in length).");
  std::map<std::string, double> timing;
  for (std::size_t i = 0; i < phases.size(); ++i) timing[phases[i]] = seconds[i];
  return timing;
}

}  // namespace

void write_timing(hdf5::Group& root, const std::map<std::string, double>& timing) {
  hdf5::Group group = root.at("timing", "where the time went, over all jobs of the trial");
  std::vector<std::string> phases;
  std::vector<double> seconds;
  for (const auto& [phase, time] : timing) {
    phases.push_back(phase);
    seconds.push_back(time);
  }
  group.write_texts("phase", phases, {"text", "what was done"});
  group.write("seconds", seconds, {"s", "wall-clock time spent on it"});
}

void write_rank_timing(hdf5::Group& root,
                       const std::vector<std::map<std::string, double>>& timing) {
  hdf5::Group group =
      root.open("timing").at("ranks", "the same by rank of the trial, in the job that finished it");
  std::vector<std::uint32_t> ranks;
  std::vector<std::string> phases;
  std::vector<double> seconds;
  for (std::size_t rank = 0; rank < timing.size(); ++rank)
    for (const auto& [phase, time] : timing[rank]) {
      ranks.push_back(static_cast<std::uint32_t>(rank));
      phases.push_back(phase);
      seconds.push_back(time);
    }
  group.write("rank", ranks, {"1", "of those that share the trial"});
  group.write_texts("phase", phases, {"text", "what was done"});
  group.write("seconds", seconds, {"s", "wall-clock time spent on it"});
}

void write_checkpoint(hdf5::Group& root, const TrialHeader& header, const Checkpoint& checkpoint) {
  if (checkpoint.islands.size() != header.islands)
    throw std::logic_error("record: a checkpoint with another number of islands");
  hdf5::Group state = root.at("state", "what is needed to continue after this generation");
  root.set("generations", checkpoint.generation + 1);
  root.set("evaluations", checkpoint.evaluations);
  root.set("gradient_steps", checkpoint.gradient_steps);
  root.set("wall_seconds", checkpoint.wall_seconds);
  write_timing(root, checkpoint.timing);
  write_nan_count(root, checkpoint.nans, header.objectives.size());
  Ragged<IndividualPointer> individuals;
  Ragged<std::int64_t> slots;
  Ragged<double> numbers;
  for (const auto& island : checkpoint.islands) {
    individuals.add(island.individuals);
    slots.add(island.slots);
    numbers.add(island.numbers);
  }
  hdf5::Group group = state.at("individuals", "everyone whom an island holds");
  write_individuals(group, individuals.values, header.objectives.size());
  state.write("individual_offset", individuals.offsets, offset_note);
  state.write("slot", slots.values,
              {"row", "places of the islands: number among the island's individuals, -1: empty"});
  state.write("slot_offset", slots.offsets, offset_note);
  state.write("number", numbers.values, {"1", "numbers that the algorithm knows the meaning of"});
  state.write("number_offset", numbers.offsets, offset_note);
  state.write("runner_number", checkpoint.numbers,
              {"1", "numbers that the runner knows the meaning of"});
}

Checkpoint read_checkpoint(const hdf5::Group& root) {
  const hdf5::Group state = root.open("state");
  const std::uint64_t generations = root.integer("generations");
  if (generations == 0) throw SystemError("the state is damaged (no generation is complete).");
  Checkpoint checkpoint;
  checkpoint.generation = generations - 1;
  checkpoint.evaluations = root.integer("evaluations");
  checkpoint.gradient_steps = root.integer("gradient_steps");
  checkpoint.wall_seconds = root.real("wall_seconds");
  checkpoint.timing = read_timing(root);
  checkpoint.nans = read_nan_count(root);
  const Ragged<IndividualPointer> individuals{read_individuals(state.open("individuals")),
                                              state.read<std::uint64_t>("individual_offset")};
  const Ragged<std::int64_t> slots{state.read<std::int64_t>("slot"),
                                   state.read<std::uint64_t>("slot_offset")};
  const Ragged<double> numbers{state.read<double>("number"),
                               state.read<std::uint64_t>("number_offset")};
  checkpoint.numbers = state.read<double>("runner_number");
  const std::uint64_t islands = root.integer("islands");
  if (!individuals.is_sound(islands) || !slots.is_sound(islands) || !numbers.is_sound(islands))
    throw SystemError("the state is damaged (its columns do not fit the number of islands).");
  for (std::uint64_t k = 0; k < islands; ++k) {
    checkpoint.islands.push_back({individuals.part(k), slots.part(k), numbers.part(k)});
    check_slots(checkpoint.islands.back());
  }
  return checkpoint;
}

}  // namespace moai
