#include "island/island_options.h"

#include <array>

namespace moai {
namespace {

constexpr std::array choices = {
    Choice{"best", "the highest scores (or the first front's least crowded)"},
    Choice{"random", "drawn uniformly, without replacement"},
    Choice{"tournament", "winners of binary tournaments"},
    Choice{"one_per_cell", "the holders of cells drawn at random, one a cell"},
    Choice{"spread", "far apart in objective space, greedily"},
};

void describe_migration(OptionVisitor& v, MigrationOptions& o) {
  v.integer("every", o.every, {1, 1'000'000'000}, "generations from one migration to the next");
  v.real("probability", o.probability, {0.0, 1.0},
         "probability that an island sends when a migration is due");
  v.integer("send", o.send, {1, 1'000'000}, "copies sent along each edge, times the edge's weight");
  v.enumeration("select", o.select, choices, "which individuals are copied");
}

}  // namespace

void describe(OptionVisitor& v, IslandOptions& o) {
  v.integer("count", o.count, {1, 65535}, "populations of a trial, each with its own algorithm");
  describe(v, o.topology);
  v.group("migration", [&o](OptionVisitor& inner) { describe_migration(inner, o.migration); },
          "when and what islands exchange");
}

}  // namespace moai
