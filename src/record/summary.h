#pragma once
// What a trial comes to in a few numbers: the quantities of MOVE's Table 1, and how they are
// stored.

#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "record/ancestry.h"
#include "record/hdf5/group.h"
#include "record/trial_record.h"
#include "support/fields.h"

namespace moai {

struct TrialSummary {
  std::uint64_t unique_solutions = 0;
  std::uint64_t lineage_length = 0;
  std::uint64_t cells_in_ancestry = 0;
  std::uint64_t jumps_in_ancestry = 0;
  std::uint64_t islands_in_ancestry = 0;
  std::uint64_t total_replacements = 0;
  double jump_proportion = 0.0;
  std::uint64_t migrations = 0;
  double migration_success = 0.0;
  double champion_score = 0.0;
  std::uint64_t generations = 0;
  std::uint64_t evaluations = 0;
  std::uint64_t failed_evaluations = 0;
  std::uint64_t feasible_solutions = 0;
  std::uint64_t gradient_steps = 0;
  std::uint64_t nan_evaluations = 0;
  double wall_seconds = 0.0;
  std::vector<double> best_raw;  ///< (M)

  /// In the order of a table; best_raw is not among them.
  static constexpr auto fields() {
    using S = TrialSummary;
    return std::tuple(
        field("unique_solutions", &S::unique_solutions, "1", "different individuals at the end"),
        field("lineage_length", &S::lineage_length, "1", "the champion and its ancestors"),
        field("cells_in_ancestry", &S::cells_in_ancestry, "1",
              "different cells that held them (per island)"),
        field("jumps_in_ancestry", &S::jumps_in_ancestry, "1",
              "steps from a parent to a child in another cell"),
        field("islands_in_ancestry", &S::islands_in_ancestry, "1",
              "different islands on which they lived"),
        field("total_replacements", &S::total_replacements, "1", "places that children took"),
        field("jump_proportion", &S::jump_proportion, "1",
              "share of them in a cell other than the parent's"),
        field("migrations", &S::migrations, "1", "individuals that arrived on another island"),
        field("migration_success", &S::migration_success, "1",
              "share of them that won a place there"),
        field("champion_score", &S::champion_score, "1", "mean normalised fitness of the champion"),
        field("generations", &S::generations, "1", "generations done"),
        field("evaluations", &S::evaluations, "1", "fitness evaluations done"),
        field("failed_evaluations", &S::failed_evaluations, "1", "those of them that failed"),
        field("feasible_solutions", &S::feasible_solutions, "1",
              "different individuals at the end that violate no constraint"),
        field("gradient_steps", &S::gradient_steps, "1", "gradients computed to refine children"),
        field("nan_evaluations", &S::nan_evaluations, "1",
              "those of them with a fitness that was not a number (NaN)"),
        field("wall_seconds", &S::wall_seconds, "s", "time taken, pauses between jobs left out"));
  }
};

/// The champion and its ancestors; the champion's cell is the lowest that it holds.
std::vector<Ancestor> lineage_of(const hdf5::Group& root, const FinalRecord& final);

/// The summary of a complete record: /events and /individuals of `root`, and the end of the trial.
TrialSummary summarise(const hdf5::Group& root, const TrialHeader& header, const FinalRecord& final,
                       std::span<const Ancestor> lineage);

/// The group /summary of a trial file: attributes, and the dataset best_raw.
void write_summary(hdf5::Group& root, const TrialSummary& summary);
TrialSummary read_summary(const hdf5::Group& root);

}  // namespace moai
