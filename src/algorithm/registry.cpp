#include "algorithm/registry.h"

#include <array>
#include <vector>

#include "algorithm/hillclimber/hillclimber.h"
#include "algorithm/move/move.h"
#include "algorithm/nsga2/nsga2.h"
#include "algorithm/omni/omni.h"

namespace moai {
namespace {

constexpr std::array<AlgorithmEntry, 5> table{{
    {"move", "a map of elites, each the best by vote on a subset of the objectives (MOVE)",
     [](OptionVisitor& visitor, AlgorithmOptions& options) { describe(visitor, options.move); },
     [](const AlgorithmOptions& options, std::uint64_t generation) {
       return children(options.move, generation);
     },
     [](const AlgorithmOptions& options, const AlgorithmContext& context)
         -> std::unique_ptr<Algorithm> { return std::make_unique<Move>(options.move, context); },
     nullptr, true},
    {"hillclimber", "one individual that strictly better mutants replace",
     [](OptionVisitor& visitor, AlgorithmOptions& options) {
       describe(visitor, options.hillclimber);
     },
     [](const AlgorithmOptions& options, std::uint64_t) {
       return static_cast<std::size_t>(options.hillclimber.children);
     },
     [](const AlgorithmOptions& options,
        const AlgorithmContext& context) -> std::unique_ptr<Algorithm> {
       return std::make_unique<Hillclimber>(options.hillclimber, Hillclimber::Proposal::mutants,
                                            context);
     }},
    {"random_search", "the best of random genomes: the floor that a search has to beat",
     [](OptionVisitor& visitor, AlgorithmOptions& options) {
       describe(visitor, options.random_search);
     },
     [](const AlgorithmOptions& options, std::uint64_t) {
       return static_cast<std::size_t>(options.random_search.children);
     },
     [](const AlgorithmOptions& options,
        const AlgorithmContext& context) -> std::unique_ptr<Algorithm> {
       return std::make_unique<Hillclimber>(options.random_search,
                                            Hillclimber::Proposal::random_genomes, context);
     }},
    {"nsga2", "a population ranked by dominance and crowding (NSGA-II)",
     [](OptionVisitor& visitor, AlgorithmOptions& options) { describe(visitor, options.nsga2); },
     [](const AlgorithmOptions& options, std::uint64_t generation) {
       return children_in(options.nsga2.common, generation);
     },
     [](const AlgorithmOptions& options, const AlgorithmContext& context)
         -> std::unique_ptr<Algorithm> { return std::make_unique<Nsga2>(options.nsga2, context); }},
    {"omni", "NSGA-II with niches in the space of variables, too (Omni-Optimizer)",
     [](OptionVisitor& visitor, AlgorithmOptions& options) { describe(visitor, options.omni); },
     [](const AlgorithmOptions& options, std::uint64_t generation) {
       return children_in(options.omni.common, generation);
     },
     [](const AlgorithmOptions& options, const AlgorithmContext& context)
         -> std::unique_ptr<Algorithm> { return std::make_unique<Omni>(options.omni, context); },
     [](const AlgorithmOptions& options) { return Omni::needs_places(options.omni); }},
}};

}  // namespace

std::span<const AlgorithmEntry> algorithms() {
  return table;
}

void describe(OptionVisitor& visitor, AlgorithmOptions& options) {
  std::vector<Alternative> alternatives;
  for (const AlgorithmEntry& entry : table)
    alternatives.push_back({entry.name, entry.help, [&entry, &options](OptionVisitor& visitor) {
                              visitor.held_by(Holder::island, [&](OptionVisitor& inner) {
                                entry.describe(inner, options);
                                describe(inner, options.refine);
                              });
                            }});
  visitor.alternatives("algorithm", options.type, alternatives, "how to search");
}

bool needs_descriptors(const AlgorithmOptions& options) {
  const AlgorithmEntry& entry = table.at(options.type);
  return entry.needs_descriptors != nullptr && entry.needs_descriptors(options);
}

std::unique_ptr<Algorithm> make_algorithm(const AlgorithmOptions& options,
                                          const AlgorithmContext& context) {
  return table.at(options.type).make(options, context);
}

}  // namespace moai
