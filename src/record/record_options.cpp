#include "record/record_options.h"

#include <array>

namespace moai {

void describe(OptionVisitor& visitor, RecordOptions& options) {
  static constexpr auto lineages =
      enum_words<Lineage::none>({{"survivors", "every individual that ever held a place"},
                                 {"none", "only those that hold a place at the end"}});
  visitor.duration("commit_every", options.commit_every,
                   "time between commits, which a kill may lose; longer where writing would take "
                   "more than a tenth of the time; 0: after every generation");
  visitor.integer("history", options.history, {1, 1'000'000'000},
                  "generations from one row of the history tables to the next");
  visitor.integer("fitness", options.fitness, {0, 1'000'000'000},
                  "generations from one record of the fitness of all who hold places to the next; "
                  "0: none");
  visitor.integer("images", options.images, {0, 100'000},
                  "snapshots of the champion over a trial, the last generation included");
  visitor.integer(
      "maps", options.maps, {0, 100'000},
      "times over a trial that everyone who holds a place is drawn, the last generation "
      "included, so that a line of descent can be seen in pictures");
  visitor.enumeration("lineage", options.lineage, lineages,
                      "whose parents are recorded, so that ancestry can be followed");
}

}  // namespace moai
