#pragma once
// What a trial records, as plain values. The runner fills them, TrialStore (trial_store.h) writes
// them; README.md lists where each ends up in the file. Nothing here touches a file or HDF5.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "algorithm/algorithm.h"
#include "algorithm/events.h"
#include "domain/evaluation.h"
#include "domain/input_file.h"
#include "media/image.h"
#include "objective/objective_info.h"
#include "record/nan_count.h"

namespace moai {

/// Which trial a file belongs to. A file of another trial is never continued.
struct TrialIdentity {
  std::string experiment;
  std::string condition;
  std::uint64_t trial = 0;   ///< number within its condition; names the file
  std::uint64_t seed = 0;    ///< of the experiment
  std::uint32_t stream = 0;  ///< of random numbers: trials with equal streams are paired

  bool operator==(const TrialIdentity&) const = default;
};

/// Identity and provenance: what is known before the first generation.
struct TrialHeader {
  TrialIdentity identity;
  std::string config;             ///< the resolved experiment of this condition, YAML
  std::vector<InputFile> inputs;  ///< that it reads
  std::string problem;
  std::string algorithm;
  std::vector<ObjectiveInfo> objectives;  ///< M
  Normalisation normalisation;            ///< (M) each
  std::vector<ObjectiveInfo> indicators;  ///< further columns of the history (HistoryRow::extra)
  std::uint32_t islands = 1;
  bool reproducible = true;  ///< false: asynchronous migration, or refinement on a GPU
  std::string host;
  std::string device;    ///< cpu, cuda:0, with the name of the model
  std::string libtorch;  ///< version; empty: was not loaded
  std::uint32_t ranks = 1;
  std::uint32_t threads = 1;
  std::string created;  ///< ISO 8601; a resumed trial keeps its first
};

/// One island at one recorded generation.
struct HistoryRow {
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  std::uint64_t evaluations = 0;     ///< of the island since the start
  std::uint64_t gradient_steps = 0;  ///< likewise: gradients computed for its children
  double wall_time = 0.0;            ///< seconds since the start, pauses between jobs left out
  std::vector<double> best_fitness;  ///< (M) raw, the best of each objective by itself
  std::vector<double> mean_fitness;  ///< (M) raw
  double best_score = 0.0;
  std::uint64_t replacements = 0;  ///< in this generation (all since the previous row)
  std::uint64_t jumps = 0;         ///< those of them in a cell other than the parent's
  std::uint64_t unique_elites = 0;
  std::uint64_t front_size = 0;
  std::vector<double> extra;  ///< one value for each of TrialHeader::indicators

  /// Calls visit(field) for every field; for messages between ranks and the like.
  template <class Row, class Visit>
  static void each_field(Row& row, const Visit& visit) {
    visit(row.generation);
    visit(row.island);
    visit(row.evaluations);
    visit(row.gradient_steps);
    visit(row.wall_time);
    visit(row.best_fitness);
    visit(row.mean_fitness);
    visit(row.best_score);
    visit(row.replacements);
    visit(row.jumps);
    visit(row.unique_elites);
    visit(row.front_size);
    visit(row.extra);
  }
};

/// The best individual's picture at some generation.
struct Snapshot {
  std::uint64_t generation = 0;
  Image image;  ///< stored with 8 bits a channel; one size in a trial
};

/// Somebody who held a place at some generation.
struct PopulationRow {
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  IndividualId id;
  std::vector<double> fitness;  ///< (M) raw

  /// As HistoryRow::each_field.
  template <class Row, class Visit>
  static void each_field(Row& row, const Visit& visit) {
    visit(row.generation);
    visit(row.island);
    visit(row.id);
    visit(row.fitness);
  }
};

/// A holder of a place at some generation, as it looks.
struct Portrait {
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  IndividualId id;
  Image image;  ///< as in Snapshot
};

/// Where a seed (a genome that the problem made itself) stood on its way, before generation 0.
struct SeedRow {
  std::uint32_t island = 0;
  std::uint32_t seed = 0;       ///< number among the seeds, and of its individual in generation 0
  std::uint64_t step = 0;       ///< gradients taken so far
  std::vector<double> fitness;  ///< (M) raw

  /// As HistoryRow::each_field.
  template <class Row, class Visit>
  static void each_field(Row& row, const Visit& visit) {
    visit(row.island);
    visit(row.seed);
    visit(row.step);
    visit(row.fitness);
  }
};

/// What happened since the previous commit. Rows may come in any order of islands: they are stored
/// by generation, then island, otherwise as given, so that a file does not depend on who gathered.
struct TrialRecord {
  std::vector<HistoryRow> history;  ///< each generation with a row for every island
  std::vector<PopulationRow> population;
  EventLog events;
  std::vector<SeedRow> seeding;
  std::vector<Snapshot> snapshots;
  std::vector<Portrait> portraits;
};

/// The complete state after a generation, and what has been used so far.
struct Checkpoint {
  std::uint64_t generation = 0;  ///< the last one that is complete
  std::uint64_t evaluations = 0;
  std::uint64_t gradient_steps = 0;
  double wall_seconds = 0.0;
  std::map<std::string, double> timing;  ///< seconds by phase
  NanCount nans;
  std::vector<AlgorithmState> islands;
  std::vector<double> numbers;  ///< whatever else the runner needs to continue
};

/// The end of a trial.
struct FinalRecord {
  std::uint64_t generations = 0;  ///< completed
  std::uint64_t evaluations = 0;
  std::uint64_t gradient_steps = 0;
  double wall_seconds = 0.0;
  std::map<std::string, double> timing;  ///< seconds by phase
  /// Seconds by phase of each rank of the trial, in the job that finished it.
  std::vector<std::map<std::string, double>> rank_timing;
  NanCount nans;
  std::vector<std::vector<Member>> members;      ///< by island
  std::vector<std::vector<std::uint8_t>> masks;  ///< by island (C,M) 0/1; all empty: no cells
  IndividualPointer champion;                    ///< the individual with the highest score
  std::uint32_t champion_island = 0;             ///< where it lives now
  std::vector<Image> images;  ///< of distinct_individuals(members), or empty without pictures
  std::optional<Image> champion_image;
  std::optional<Image> target;
  std::string finished;  ///< ISO 8601
};

/// Every individual that holds a place once, in order of island and place.
std::vector<IndividualPointer> distinct_individuals(
    const std::vector<std::vector<Member>>& members);

}  // namespace moai
