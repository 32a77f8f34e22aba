#include "algorithm/population/population_options.h"

#include <array>

namespace moai {

std::size_t children_in(const PopulationOptions& options, std::uint64_t generation) {
  const bool as_many = generation == 0 || options.children == PopulationOptions::as_population;
  return static_cast<std::size_t>(as_many ? options.population : options.children);
}

void describe_population(OptionVisitor& visitor, PopulationOptions& options) {
  static constexpr std::array elites{
      NamedInteger{"all", PopulationOptions::all, "parents and children compete on equal terms"}};
  static constexpr std::array children{
      NamedInteger{"population", PopulationOptions::as_population, "as many as individuals"}};
  static constexpr std::array archive{
      NamedInteger{"none", 0, "the population is all there is"},
      NamedInteger{"unbounded", PopulationOptions::unbounded, "every one that was ever found"}};

  visitor.held_by(Holder::trial, [&](OptionVisitor& v) {
    v.integer("population", options.population, {4, 500'000},
              "individuals in the population, and in the first generation");
    v.integer_or_word("children", options.children, {1, 500'000}, children,
                      "children in a generation; population - elites of them: all survive");
  });
  describe_variation(visitor, options.variation);
  static constexpr auto parents = enum_words<ParentChoice::lexicographic>(
      {{"tournament", "winners of tournaments by the algorithm's rule"},
       {"lexicase",
        "epsilon-lexicase: for each parent the objectives one after the other, in "
        "random order, leave those who are nearly the best"},
       {"random", "anybody"},
       {"lexicographic",
        "winners of tournaments by the objectives in their order: by the first alone, unless it is "
        "equal"}});
  visitor.enumeration("parents", options.parents, parents, "who becomes a parent");
  visitor.integer("siblings", options.siblings, {1, 2}, "children that two parents have together");
  visitor.integer("tournament_size", options.tournament_size, {1, 1000},
                  "competitors for each place as a parent; 1: no competition");
  visitor.integer_or_word("elites", options.elites, {0, 500'000}, elites,
                          "how many of the best parents compete with the children for survival");
  visitor.flag("drop_duplicates", options.drop_duplicates,
               "replace children that equal a parent or another child in all variables");
  visitor.integer_or_word("archive", options.archive, {0, 500'000}, archive,
                          "non-dominated solutions that are kept beside the population; a full "
                          "archive drops the most crowded ones");
}

void describe_tournament(OptionVisitor& visitor, Tournament& tournament) {
  static constexpr auto choices = enum_words<Tournament::violation>(
      {{"rank", "the better non-domination rank wins, then the larger crowding distance"},
       {"dominance", "the one that dominates wins, then the larger crowding distance"},
       {"violation", "the one that violates its constraints less wins, then anybody"}});
  visitor.enumeration("tournament", tournament, choices, "how competitors are compared");
}

}  // namespace moai
