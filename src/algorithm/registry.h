#pragma once
// The table of algorithms: name -> {help, options, factory}. To add one: a folder with a header and
// a source, a test, an options struct in AlgorithmOptions, a line in registry.cpp, a paragraph in
// this folder's README.md.

#include <memory>
#include <span>
#include <string_view>

#include "algorithm/algorithm.h"
#include "algorithm/hillclimber/hillclimber_options.h"
#include "algorithm/move/move_options.h"
#include "algorithm/nsga2/nsga2_options.h"
#include "algorithm/omni/omni_options.h"
#include "domain/refine_options.h"
#include "support/options.h"

namespace moai {

/// The options of every algorithm; `type` (an index into algorithms()) says which of them counts.
struct AlgorithmOptions {
  std::size_t type = 0;
  MoveOptions move;
  HillclimberOptions hillclimber;
  HillclimberOptions random_search;
  Nsga2Options nsga2;
  OmniOptions omni;
  RefineOptions refine;  ///< of every algorithm's children
};

struct AlgorithmEntry {
  std::string_view name;
  std::string_view help;
  void (*describe)(OptionVisitor&, AlgorithmOptions&);
  /// Children that ask() returns in a generation (the batch that is evaluated together).
  std::size_t (*children)(const AlgorithmOptions&, std::uint64_t generation);
  /// Checks options against one another and the context; throws UserError naming the key.
  std::unique_ptr<Algorithm> (*make)(const AlgorithmOptions&, const AlgorithmContext&);
  /// Whether individuals need a place in variable space: ProblemContext::wants_descriptors.
  /// Null: never.
  bool (*needs_descriptors)(const AlgorithmOptions&) = nullptr;
  /// Whether one island can be held by several ranks: AlgorithmContext::peers.
  bool sharded = false;
};

std::span<const AlgorithmEntry> algorithms();

/// Visits `algorithm:` with its `type`. Islands may have options of their own, but for the number
/// of children, which files and budgets count on: options that decide it are the trial's.
void describe(OptionVisitor& visitor, AlgorithmOptions& options);

bool needs_descriptors(const AlgorithmOptions& options);

std::unique_ptr<Algorithm> make_algorithm(const AlgorithmOptions& options,
                                          const AlgorithmContext& context);

}  // namespace moai
