#pragma once
// What a trial records, as plain values. The runner fills them, TrialStore (trial_store.h) writes
// them; columns.md lists where each ends up in the file. Nothing here touches a file or HDF5.
//
// Each row lists its fields once; that list makes the file's columns, their notes, and the messages
// between ranks. A new counter of the history is a line in Effort (since the start) or in Turnover
// (since the row before), and the place where it is counted.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "algorithm/algorithm.h"
#include "algorithm/events.h"
#include "domain/evaluation.h"
#include "domain/input_file.h"
#include "media/image.h"
#include "objective/objective_info.h"
#include "record/nan_count.h"
#include "support/fields.h"

namespace moai {

/// Which trial a file belongs to. A file of another trial is never continued.
struct TrialIdentity {
  std::string experiment;
  std::string condition;
  std::uint64_t trial = 0;   ///< number within its condition; names the file
  std::uint64_t seed = 0;    ///< of the experiment
  std::uint32_t stream = 0;  ///< of random numbers: trials with equal streams are paired

  bool operator==(const TrialIdentity&) const = default;

  /// Of the index; all trials of one are of the same experiment.
  static constexpr auto fields() {
    using T = TrialIdentity;
    return std::tuple(
        field("condition", &T::condition, "text", "which point of the sweep"),
        field("trial", &T::trial, "1", "number within its condition"),
        field("seed", &T::seed, "1", "of the experiment"),
        field("stream", &T::stream, "1", "random environment; trials with equal ones are paired"));
  }
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

/// What was computed since the start.
struct Effort {
  std::uint64_t evaluations = 0;
  std::uint64_t gradient_steps = 0;
  std::uint64_t failed_evaluations = 0;

  bool operator==(const Effort&) const = default;

  static constexpr auto fields() {
    return std::tuple(
        field("evaluations", &Effort::evaluations, "1", "fitness evaluations of the island so far"),
        field("gradient_steps", &Effort::gradient_steps, "1",
              "gradients computed for its children so far"),
        field("failed_evaluations", &Effort::failed_evaluations, "1",
              "those of them that failed (events/failures)"));
  }
};

/// What changed since the row before.
struct Turnover {
  std::uint64_t replacements = 0;
  std::uint64_t jumps = 0;

  bool operator==(const Turnover&) const = default;

  static constexpr auto fields() {
    return std::tuple(
        field("replacements", &Turnover::replacements, "1", "places taken since the row before"),
        field("jumps", &Turnover::jumps, "1", "of them, in a cell other than the parent's"));
  }
};

/// One island at one recorded generation.
struct HistoryRow {
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  Effort effort;
  double wall_time = 0.0;
  std::vector<double> best_fitness;  ///< (M)
  std::vector<double> mean_fitness;  ///< (M)
  double best_score = 0.0;
  Turnover turnover;
  std::uint64_t unique_elites = 0;
  std::uint64_t front_size = 0;
  std::uint64_t feasible = 0;
  std::vector<double> extra;  ///< one value for each of TrialHeader::indicators

  bool operator==(const HistoryRow&) const = default;

  /// Those that have a value for each generation (G) and island (I).
  static constexpr auto figures() {
    using H = HistoryRow;
    return std::tuple(
        part(&H::effort),
        field("wall_time", &H::wall_time, "s",
              "time since the start, pauses between jobs left out"),
        field("best_score", &H::best_score, "1", "mean normalised fitness of the best individual"),
        part(&H::turnover), field("unique_elites", &H::unique_elites, "1", "different individuals"),
        field("front_size", &H::front_size, "1", "individuals that no other dominates"),
        field("feasible", &H::feasible, "1", "different individuals that violate no constraint"));
  }
  /// Those that have one for each objective (M), too.
  static constexpr auto vectors() {
    using H = HistoryRow;
    return std::tuple(
        field("best_fitness", &H::best_fitness, "raw fitness",
              "the best of each objective by itself"),
        field("mean_fitness", &H::mean_fitness, "raw fitness", "mean over the island"));
  }
  static constexpr auto fields() {
    using H = HistoryRow;
    return std::tuple_cat(std::tuple(field("generation", &H::generation, "1", "the first is 0"),
                                     field("island", &H::island, "1", "where")),
                          figures(), vectors(), std::tuple(part(&H::extra)));
  }
};

/// The best individual's picture at some generation.
struct Snapshot {
  std::uint64_t generation = 0;
  IndividualId id;     ///< islands propose pictures; the best champion's is kept
  double score = 0.0;  ///< its score
  Image image;         ///< stored with 8 bits a channel; one size in a trial

  static constexpr auto columns() {
    return std::tuple(field("generation", &Snapshot::generation, "1", "when, (N)"));
  }
  static constexpr auto fields() {
    using S = Snapshot;
    return std::tuple_cat(columns(), std::tuple(part(&S::id), part(&S::score), part(&S::image)));
  }
};

/// Somebody who held a place at some generation.
struct PopulationRow {
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  IndividualId id;
  std::vector<double> fitness;  ///< (M)

  static constexpr auto fields() {
    using P = PopulationRow;
    return std::tuple(field("generation", &P::generation, "1", "when"),
                      field("island", &P::island, "1", "where"), field("id", &P::id, "id", "who"),
                      field("fitness", &P::fitness, "raw fitness", "(N,M)"));
  }
};

/// A holder of a place at some generation, as it looks.
struct Portrait {
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  IndividualId id;
  Image image;  ///< as in Snapshot

  static constexpr auto columns() {
    using P = Portrait;
    return std::tuple(field("generation", &P::generation, "1", "when, (N)"),
                      field("island", &P::island, "1", "where"),
                      field("id", &P::id, "id", "who; once for each generation and island"));
  }
  static constexpr auto fields() {
    return std::tuple_cat(columns(), std::tuple(part(&Portrait::image)));
  }
};

/// Where a seed (a genome that the problem made itself) stood on its way, before generation 0.
struct SeedRow {
  std::uint32_t island = 0;
  std::uint32_t seed = 0;
  std::uint64_t step = 0;
  std::vector<double> fitness;  ///< (M)

  static constexpr auto fields() {
    using S = SeedRow;
    return std::tuple(
        field("island", &S::island, "1", "where"),
        field("seed", &S::seed, "1", "which: its number among the individuals of generation 0"),
        field("step", &S::step, "1", "gradients taken so far"),
        field("fitness", &S::fitness, "raw fitness", "(N,M) where it stood then"));
  }
};

/// A genome that could not be evaluated.
struct FailureRow {
  std::uint64_t generation = 0;
  std::uint32_t island = 0;
  IndividualId id;
  std::uint32_t attempts = 1;
  std::vector<double> variables;  ///< (V)
  std::string reason;             ///< in words
  std::string standard_error;     ///< the end of what the user's program wrote there

  static constexpr auto fields() {
    using F = FailureRow;
    return std::tuple(field("generation", &F::generation, "1", "when"),
                      field("island", &F::island, "1", "where"), field("id", &F::id, "id", "who"),
                      field("attempts", &F::attempts, "1", "times that it was tried"),
                      field("variables", &F::variables, "1", "(N,V) of its genome"),
                      field("reason", &F::reason, "text", "why"),
                      field("standard_error", &F::standard_error, "text",
                            "the end of what the program wrote there meanwhile"));
  }
};

/// What happened since the previous commit. Rows may come in any order of islands: they are stored
/// by generation, then island, otherwise as given, so that a file does not depend on who gathered.
struct TrialRecord {
  std::vector<HistoryRow> history;  ///< each generation with a row for every island
  std::vector<PopulationRow> population;
  EventLog events;
  std::vector<SeedRow> seeding;
  std::vector<FailureRow> failures;
  std::vector<Snapshot> snapshots;
  std::vector<Portrait> portraits;

  static constexpr auto fields() {
    using T = TrialRecord;
    return std::tuple(part(&T::history), part(&T::population), part(&T::events), part(&T::seeding),
                      part(&T::failures), part(&T::snapshots), part(&T::portraits));
  }
};

/// Puts the rows of `from` behind those of `to`.
void append(TrialRecord& to, TrialRecord from);

/// Seconds by phase.
using PhaseTimes = std::map<std::string, double>;

/// What a trial has used up so far.
struct Usage {
  Effort effort;
  double wall_seconds = 0.0;
  PhaseTimes timing;
  NanCount nans;

  static constexpr auto fields() {
    using U = Usage;
    return std::tuple(part(&U::effort), part(&U::wall_seconds), part(&U::timing), part(&U::nans));
  }
};

/// What is counted of an island besides its algorithm's state.
struct IslandCount {
  std::uint64_t generations = 0;
  Effort effort;
  Turnover turnover;

  bool operator==(const IslandCount&) const = default;

  static constexpr auto fields() {
    using I = IslandCount;
    return std::tuple(field("generations", &I::generations, "1", "that the island has done"),
                      part(&I::effort), part(&I::turnover));
  }
};

struct IslandCheckpoint {
  AlgorithmState algorithm;
  IslandCount count;

  static constexpr auto fields() {
    return std::tuple(part(&IslandCheckpoint::algorithm), part(&IslandCheckpoint::count));
  }
};

/// The complete state after a generation, and what has been used so far.
struct Checkpoint {
  std::uint64_t generation = 0;  ///< the last one that is complete
  Usage usage;
  std::vector<IslandCheckpoint> islands;
  /// Of generations that some islands have to do yet (asynchronous migration).
  std::vector<HistoryRow> early_history;

  static constexpr auto fields() {
    using C = Checkpoint;
    return std::tuple(part(&C::generation), part(&C::usage), part(&C::islands),
                      part(&C::early_history));
  }
};

/// The end of a trial.
struct FinalRecord {
  std::uint64_t generations = 0;  ///< completed
  Usage usage;
  /// Of each rank of the trial, in the job that finished it.
  std::vector<PhaseTimes> rank_timing;
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
