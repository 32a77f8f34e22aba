#pragma once
// What a trial comes to in a few numbers: the quantities of MOVE's Table 1, and how they are
// stored.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

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

/// An ancestor of the champion. `cell`: the cell that it held when the next one was made; for the
/// champion the lowest cell that it holds now. -1: unknown or no cells.
struct Ancestor {
  IndividualId id;
  std::uint64_t generation = 0;
  std::uint32_t island = 0;  ///< of that cell
  std::int32_t cell = -1;
};

/// From the champion back by parent_a to a random individual, out of /individuals. Reads that in
/// blocks from its end; stops early where a parent was not recorded.
std::vector<Ancestor> lineage_of(const hdf5::Group& root, const FinalRecord& final);

/// The summary of a complete record: /events and /individuals of `root`, and the end of the trial.
TrialSummary summarise(const hdf5::Group& root, const TrialHeader& header, const FinalRecord& final,
                       std::span<const Ancestor> lineage);

/// The group /summary of a trial file: attributes, and the dataset best_raw.
void write_summary(hdf5::Group& root, const TrialSummary& summary);
TrialSummary read_summary(const hdf5::Group& root);

}  // namespace moai
