#include "island/island_options.h"

#include <array>

#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr auto choices = enum_words<EmigrantChoice::spread>(
    {{"best", "the highest scores (or the first front's least crowded)"},
     {"random", "drawn uniformly, without replacement"},
     {"tournament", "winners of binary tournaments"},
     {"one_per_cell", "the holders of cells drawn at random, one a cell"},
     {"spread", "far apart in objective space, greedily"}});

constexpr auto acceptances = enum_words<MigrantAcceptance::one>(
    {{"vote",
      "every place, as a child does: all cells of a map within the limit of jumps, "
      "survival in a population, the hillclimber's place if it is better"},
     {"twin", "the cell with the number of the first one that it held (maps of cells)"},
     {"one", "the one cell that it wins by the largest margin (maps of cells)"}});
constexpr auto migration_modes = enum_words<MigrationMode::async>(
    {{"sync", "all islands of a trial meet; the same seed gives the same bits"},
     {"async",
      "nobody waits: an island takes what has come, of several letters from one island the "
      "last (with `move`, all); results depend on timing"}});
constexpr auto modes = enum_words<IslandMode::sharded>(
    {{"separate", "populations of their own that exchange individuals"},
     {"sharded", "one map whose cells are spread over --ranks-per-trial ranks"}});

void describe_migration(OptionVisitor& v, MigrationOptions& o) {
  v.integer("every", o.every, {1, 1'000'000'000}, "generations from one migration to the next");
  v.real("probability", o.probability, {0.0, 1.0},
         "probability that an island sends when a migration is due");
  v.integer("send", o.send, {1, 1'000'000},
            "individuals sent along each edge, times the edge's weight");
  v.enumeration("select", o.select, choices, "which individuals travel");
  v.enumeration("accept", o.accept, acceptances, "what an arriving individual competes for");
  v.flag(
      "move", o.move,
      "whoever travels leaves, and its places are empty until others take them; otherwise a copy "
      "travels");
  v.enumeration("mode", o.mode, migration_modes, "whether islands wait for one another");
}

}  // namespace

void describe(OptionVisitor& v, IslandOptions& o) {
  v.integer("count", o.count, {1, 65535}, "populations of a trial, each with its own algorithm");
  v.enumeration("mode", o.mode, modes, "what the ranks of a trial hold");
  describe(v, o.topology);
  v.group(
      "migration", [&o](OptionVisitor& inner) { describe_migration(inner, o.migration); },
      "when and what islands exchange");
}

void check(const IslandOptions& options, const AlgorithmOptions& algorithm) {
  make_topology(options.topology, static_cast<std::uint32_t>(options.count));
  if (options.migration.accept != MigrantAcceptance::vote && !algorithm->has_cells())
    throw OptionError("islands.migration.accept",
                      concat(acceptances.word(options.migration.accept), " (", algorithm.name(),
                             " has no cells). Use accept: vote."));
  if (options.mode == IslandMode::separate) return;
  if (!algorithm->can_be_sharded())
    throw OptionError("islands.mode",
                      concat("sharded does not fit algorithm ", algorithm.name(),
                             " (only a map of cells whose children have one parent can be spread "
                             "over ranks). Use type: move, variation: mutation."));
  if (options.count > 1)
    throw OptionError("islands.count",
                      concat(options.count,
                             " islands cannot be sharded (there is one map). Use count: 1, or "
                             "mode: separate."));
}

}  // namespace moai
