#include "algorithm/moead/moead_options.h"

#include <array>

#include "algorithm/reference/reference_points.h"

namespace moai {

void describe(OptionVisitor& visitor, MoeadOptions& options) {
  static constexpr std::array replacements{
      NamedInteger{"all", MoeadOptions::all, "as many as it is better in"}};
  static constexpr auto decompositions = enum_words<Decomposition::pbi>(
      {{"tchebycheff", "the worst of the weighted objectives"},
       {"pbi", "the distance along the weight's direction, and `penalty` times that from it"}});
  visitor.held_by(Holder::trial, [&](OptionVisitor& v) {
    v.integer("population", options.population, {4, 50'000},
              "weights, each with an individual and a child in every generation; with `divisions` "
              "as many as these make");
  });
  describe_divisions(visitor, options.divisions);
  describe_variation(visitor, options.variation);
  visitor.enumeration("decomposition", options.decomposition, decompositions,
                      "what a weight makes of the objectives, as shares of the way from the ideal "
                      "point to the nadir");
  visitor.real("penalty", options.penalty, {0.0, 1e6}, "theta of `decomposition: pbi`");
  visitor.integer("neighbours", options.neighbours, {2, 50'000},
                  "places with the nearest weights that mate with one another; the population, "
                  "where it is smaller");
  visitor.real("delta", options.delta, {0.0, 1.0},
               "how often parents are neighbours and only neighbours are replaced; otherwise the "
               "whole population; 1: as first published");
  visitor.integer_or_word("replacements", options.replacements, {1, 50'000}, replacements,
                          "places that a child takes at most; all: as first published");
}

}  // namespace moai
