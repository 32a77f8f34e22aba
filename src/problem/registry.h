#pragma once
// The table of problems: name -> {help, options, factory}. To add one: a folder with a header and a
// source, a test, an options struct in ProblemOptions, a line in registry.cpp, a paragraph in this
// folder's README.md.

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "problem/benchmark/benchmark_options.h"
#include "problem/image_match/image_match_options.h"
#include "problem/phenotype.h"
#include "problem/problem.h"
#include "problem/problem_context.h"
#include "problem/spectrogram_blend/spectrogram_blend_options.h"
#include "support/options.h"

namespace moai {

/// The options of every problem; `type` (an index into problems()) says which of them counts.
struct ProblemOptions {
  std::size_t type = 0;
  ImageMatchOptions image_match;
  ImageMatchOptions torchscript = torchscript_defaults();
  BenchmarkOptions benchmark;
  SpectrogramBlendOptions spectrogram_blend;
};

struct ProblemEntry {
  std::string_view name;
  std::string_view help;
  void (*describe)(OptionVisitor&, ProblemOptions&);
  /// The names of the objectives, without making the problem (cheap, reads no file).
  std::vector<std::string> (*objective_names)(const ProblemOptions&);
  bool (*depends_on_trial)(const ProblemOptions&);
  /// What can be told without making the problem; of the context, only what reads files counts.
  /// Throws UserError naming file or key.
  void (*check)(const ProblemOptions&, const ProblemContext& readers);
  /// Throws UserError naming file or key.
  std::unique_ptr<Problem> (*make)(const ProblemOptions&, const ProblemContext&);
  /// The genome space that `problem` would have with these options of its genome: for islands whose
  /// genomes vary in another way.
  std::unique_ptr<GenomeSpace> (*make_space)(const ProblemOptions&, const Problem& problem);
  /// Whether genomes can be refined as these options ask; throws UserError where they cannot. Null:
  /// never (Problem::refined).
  void (*check_refinement)(const ProblemOptions&, const RefineOptions&) = nullptr;
  /// What genomes look like, without making the problem: to draw what a file holds. None: the
  /// problem has no pictures of any size.
  std::unique_ptr<Phenotype> (*make_phenotype)(const ProblemOptions&,
                                               const ProblemContext&) = nullptr;
};

std::span<const ProblemEntry> problems();

/// Visits `problem:` with its `type`.
void describe(OptionVisitor& visitor, ProblemOptions& options);

/// Whether trials need problems of their own: something of it is drawn from ProblemContext::trial.
bool depends_on_trial(const ProblemOptions& options);

std::unique_ptr<Problem> make_problem(const ProblemOptions& options, const ProblemContext& context);

}  // namespace moai
