#pragma once
// What the parts of a running trial have in common: which it is, its options, its problem, its
// ranks. Everything pointed to outlives them.

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "experiment/experiment.h"
#include "parallel/communicator.h"
#include "problem/problem.h"
#include "runner/trial_header.h"

namespace moai {

struct TrialContext {
  const RunSetting* setting;
  TrialTicket ticket;
  std::shared_ptr<const Problem> problem;
  Communicator* group;
  RandomSource random;

  const Condition& condition() const { return setting->experiment->conditions[ticket.condition]; }
  const TrialOptions& options() const { return condition().options; }
  /// With the overrides of that island.
  const TrialOptions& options_of(std::uint32_t island) const {
    for (const auto& variant : condition().variants)
      if (std::ranges::find(variant.islands, island) != variant.islands.end())
        return variant.options;
    return options();
  }
  RandomSource random_of(std::uint32_t island) const {
    RandomSource source = random;
    source.island = island;
    return source;
  }

  bool sharded() const { return options().islands.mode == IslandMode::sharded; }
  bool asynchronous() const { return is_asynchronous(options().islands); }
  /// Whether this rank counts and records its islands: of a sharded island one rank does.
  bool leads() const { return !sharded() || group->rank() == 0; }

  std::uint64_t generations() const {
    return static_cast<std::uint64_t>(options().budget.generations);
  }
  Moment moment(std::uint64_t generation) const {
    const auto last = static_cast<double>(generations()) - 1.0;
    return {generation, last > 0.0 ? std::min(1.0, static_cast<double>(generation) / last) : 0.0};
  }
  /// In the problem's size; nothing where genomes are no pictures.
  std::optional<std::vector<Image>> pictures(std::span<const Genome* const> genomes) const {
    const auto [height, width] = problem->picture_size();
    return problem->images(genomes, height, width);
  }
};

}  // namespace moai
