#include "algorithm/registry.h"

#include <array>
#include <vector>

#include "algorithm/hillclimber/hillclimber.h"
#include "algorithm/move/move.h"

namespace moai {
namespace {

constexpr std::array<AlgorithmEntry, 3> table{{
    {"move", "a map of elites, each the best by vote on a subset of the objectives (MOVE)",
     [](OptionVisitor& visitor, AlgorithmOptions& options) { describe(visitor, options.move); },
     [](const AlgorithmOptions& options, std::uint64_t generation) {
       return children(options.move, generation);
     },
     [](const AlgorithmOptions& options, const AlgorithmContext& context)
         -> std::unique_ptr<Algorithm> { return std::make_unique<Move>(options.move, context); }},
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
}};

}  // namespace

std::span<const AlgorithmEntry> algorithms() {
  return table;
}

void describe(OptionVisitor& visitor, AlgorithmOptions& options) {
  std::vector<Alternative> alternatives;
  for (const AlgorithmEntry& entry : table)
    alternatives.push_back({entry.name, entry.help, [&entry, &options](OptionVisitor& inner) {
                              entry.describe(inner, options);
                            }});
  visitor.alternatives("algorithm", options.type, alternatives, "how to search");
}

std::unique_ptr<Algorithm> make_algorithm(const AlgorithmOptions& options,
                                          const AlgorithmContext& context) {
  return table.at(options.type).make(options, context);
}

}  // namespace moai
