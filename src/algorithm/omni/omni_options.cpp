#include "algorithm/omni/omni_options.h"

#include <array>

namespace moai {

void describe(OptionVisitor& visitor, OmniOptions& options) {
  static constexpr auto mating = enum_words<OmniOptions::Mating::random>(
      {{"nearest", "a random individual and its nearest neighbour in variable space compete"},
       {"random", "random individuals compete, as in NSGA-II"}});
  static constexpr auto spaces = enum_words<OmniOptions::VariableSpace::genotype>(
      {{"place", "a real vector's variables; of a network its picture, reduced"},
       {"genotype", "distances between genomes; of networks NEAT's compatibility distance"}});
  describe_population(visitor, options.common);
  visitor.scheduled("delta", options.delta, {0.0, 1.0},
                    "slack of the loose dominance, as a share of each objective's range");
  visitor.flag("objective_crowding", options.objective_crowding,
               "spread solutions in the space of objectives");
  visitor.flag("variable_crowding", options.variable_crowding,
               "spread solutions in the space of variables");
  visitor.enumeration("variable_space", options.variable_space, spaces,
                      "what near and far mean in the space of variables");
  visitor.enumeration("mating", options.mating, mating, "who competes for a place as a parent");
  describe_tournament(visitor, options.tournament);
}

}  // namespace moai
