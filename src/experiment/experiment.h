#pragma once
// An experiment: one YAML file, read, checked and expanded into conditions (DESIGN.md section 4).
//
//   Experiment experiment = read_experiment("experiments/quickstart.yaml");
//   for (TrialTicket ticket : plan(experiment)) run(experiment, ticket);
//
// Nothing here runs or writes anything. The reading itself: reading_visitor.h; sweeps: sweep.h.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "experiment/analysis_options.h"
#include "experiment/trial_options.h"
#include "support/random.h"

namespace moai {

/// Whether trial k of every condition draws numbers of its own or the same ones.
enum class RandomNumbers : std::uint8_t { independent = 0, paired = 1 };

/// The keys of the file that are about the experiment as a whole.
struct ExperimentOptions {
  std::string name;  ///< default: the file's name without its ending
  std::int64_t seed = 1;
  std::int64_t trials = 1;  ///< of each condition
  RandomNumbers seeds = RandomNumbers::independent;
  AnalysisOptions analysis;

  bool operator==(const ExperimentOptions&) const = default;
};

/// What some islands of a trial have of their own: `islands.overrides`.
struct IslandVariant {
  std::vector<std::uint32_t> islands;
  TrialOptions options;  ///< of the whole trial, with the overrides
};

/// One point of the sweep. Its name is unique in the experiment and usable as a folder's name.
struct Condition {
  std::string name;
  TrialOptions options;
  std::vector<IslandVariant> variants;  ///< no island is in two of them
  /// An experiment file of this condition alone, every option with its value: reading it and
  /// running it repeats the trials of this condition.
  std::string config_yaml;
};

struct Experiment : ExperimentOptions {
  std::vector<Condition> conditions;  ///< sweep first (last key fastest), then `conditions:`
  /// The whole experiment as a file, every option with its value and every path absolute. Reading
  /// it gives an equal experiment.
  std::string resolved_yaml;
  /// Sentences about what is not wrong but good to know: "'a.png': its colour profile is ...".
  std::vector<std::string> notes;
};

/// Which trial: `trial` counts from 0 in its condition.
struct TrialTicket {
  std::size_t condition = 0;
  std::uint32_t trial = 0;

  bool operator==(const TrialTicket&) const = default;
};

/// Visits the keys of the experiment as a whole but for `analysis:`, which has a describe of its
/// own.
void describe(OptionVisitor& visitor, ExperimentOptions& options);

/// Throws UserError with all the errors of the file and of those it extends, one a line:
/// file:line:column: path.of.key: problem (why) suggestion.
Experiment read_experiment(const std::string& path);

/// "file:line:column" of where the experiment at `path` says what an option of a condition is
/// ("problem.objectives[1].file"), or of the nearest thing above it. Reads the file again.
std::string place_of_option(const std::string& path, std::size_t condition,
                            const std::string& option);

/// Every trial once: trial 0 of every condition, then trial 1 ...; conditions with more evaluations
/// first, so that no long trial is left for the end.
std::vector<TrialTicket> plan(const Experiment& experiment);

/// Whether some problem of it computes with LibTorch.
bool needs_libtorch(const Experiment& experiment);

/// Whether a trial on this device (cpu, cuda:0) can be repeated bit by bit: asynchronous migration
/// and refinement on a GPU, whose gradients are sums in any order, cannot.
bool is_reproducible(const TrialOptions& options, const std::string& device);

/// A line for the user that says how many conditions are not, and why; empty where all are.
std::string reproducibility_note(const Experiment& experiment, const std::string& device);

/// The random numbers of a trial (island 0). Independent: they depend on the experiment's seed, the
/// condition's name and the trial's number. Paired: on the seed and the trial's number. So adding a
/// condition or a trial changes no other.
RandomSource random_source(const Experiment& experiment, const TrialTicket& ticket);

}  // namespace moai
