#include "genome/real_vector/real_vector_options.h"

#include <array>

namespace moai {

void describe(OptionVisitor& visitor, RealVectorOptions& options) {
  static constexpr auto initial = enum_words<RealVectorOptions::Initial::latin_hypercube>(
      {{"uniform", "every variable uniformly between its bounds"},
       {"latin_hypercube", "per variable one point in each of N equal strata, in random order"}});
  static constexpr auto crossover = enum_words<RealVectorOptions::Crossover::weighted>(
      {{"none", "children are mutated copies"},
       {"sbx", "simulated binary crossover, bounded (Deb and Agrawal 1995, Deb 2002)"},
       {"arithmetic", "weighted means of the parents, one random weight a mating"},
       {"weighted", "means of the parents with a given weight: crossover_weight"}});
  static constexpr auto mutation = enum_words<RealVectorOptions::Mutation::uniform_gaussian>(
      {{"polynomial", "polynomial mutation, bounded (Deb and Goyal 1996, Deb 2002)"},
       {"gaussian", "adds normal noise, then clamps to the bounds"},
       {"uniform_gaussian",
        "adds noise of one size, whatever the bounds, to a share of the variables; clamps"}});

  visitor.held_by(Holder::island, [&](OptionVisitor& v) {
    v.enumeration("initial", options.initial, initial, "how the first genomes are drawn");
    v.enumeration("crossover", options.crossover, crossover, "how two parents are combined");
    v.scheduled("crossover_probability", options.crossover_probability, {0.0, 1.0},
                "probability that a mating recombines at all; otherwise children are copies");
    v.scheduled("crossover_index", options.crossover_index, {0.0, 1000.0},
                "sbx: distribution index; the larger, the nearer children are to parents");
    v.scheduled("crossover_weight", options.crossover_weight, {0.0, 1.0},
                "weighted: of the one parent; the other has the rest, and the second child "
                "the other way round");
    v.enumeration("mutation", options.mutation, mutation, "how one child is changed");
    v.scheduled("mutated_variables", options.mutated_variables, {0.0, 1e9},
                "variables that are mutated in a child on average (1 of n: a rate of 1/n)");
    v.scheduled("mutation_index", options.mutation_index, {0.0, 1000.0},
                "polynomial: distribution index; the larger, the smaller the steps");
    v.scheduled("mutation_strength", options.mutation_strength, {0.0, 10.0},
                "gaussian: standard deviation as a share of the variable's range");
    v.scheduled("mutation_rate", options.mutation_rate, {0.0, 1.0},
                "uniform_gaussian: share of the variables that change in every child");
    v.scheduled("mutation_step", options.mutation_step, {0.0, 1e9},
                "uniform_gaussian: standard deviation, in the variables' own unit");
  });
}

}  // namespace moai
