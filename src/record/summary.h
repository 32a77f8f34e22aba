#pragma once
// What a trial comes to in a few numbers: the quantities of MOVE's Table 1, and how they are
// stored.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "record/ancestry.h"
#include "record/hdf5/group.h"
#include "record/trial_record.h"

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
  std::uint64_t gradient_steps = 0;
  std::uint64_t nan_evaluations = 0;
  double wall_seconds = 0.0;
  std::vector<double> best_raw;  ///< (M)
};

/// A number of the summary: its name in files, its meaning, its place. One of the two places
/// counts.
struct SummaryField {
  std::string name;
  hdf5::Note note;
  std::uint64_t TrialSummary::*count = nullptr;
  double TrialSummary::*real = nullptr;
};

/// In the order of a table; best_raw is not among them.
std::span<const SummaryField> summary_fields();

/// The champion and its ancestors; the champion's cell is the lowest that it holds.
std::vector<Ancestor> lineage_of(const hdf5::Group& root, const FinalRecord& final);

/// The summary of a complete record: /events and /individuals of `root`, and the end of the trial.
TrialSummary summarise(const hdf5::Group& root, const TrialHeader& header, const FinalRecord& final,
                       std::span<const Ancestor> lineage);

/// The group /summary of a trial file: attributes, and the dataset best_raw.
void write_summary(hdf5::Group& root, const TrialSummary& summary);
TrialSummary read_summary(const hdf5::Group& root);

}  // namespace moai
