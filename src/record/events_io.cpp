#include "record/events_io.h"

#include <algorithm>
#include <stdexcept>

#include "record/columns.h"
#include "record/image_io.h"
#include "support/text.h"

namespace moai {
namespace {

using hdf5::Group;

// Rows by generation, then island; otherwise as they came.
template <class Row>
std::vector<Row> ordered(std::vector<Row> rows, std::uint32_t Row::*island) {
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    return a.generation != b.generation ? a.generation < b.generation : a.*island < b.*island;
  });
  return rows;
}

void check_history(const std::vector<HistoryRow>& rows, const TrialHeader& header) {
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto& row = rows[k];
    const auto& first = rows[k - k % header.islands];
    if (rows.size() % header.islands != 0 || row.island != k % header.islands ||
        row.generation != first.generation)
      throw std::logic_error(concat("record: history of generation ", row.generation,
                                    " has not one row for each island"));
    if (row.extra.size() != header.indicators.size())
      throw std::logic_error("record: a history row of another width");
  }
}

void append_history(Group& root, const TrialHeader& header, const TrialRecord& record) {
  const auto rows = ordered(record.history, &HistoryRow::island);
  check_history(rows, header);
  Group group = root.at("history", "per recorded generation (G) and island (I)");
  std::vector<std::uint64_t> generations;
  for (std::size_t row = 0; row < rows.size(); row += header.islands)
    generations.push_back(rows[row].generation);
  group.append<std::uint64_t>("generation", generations, {}, {"1", "(G) the first is 0"});
  const hdf5::Shape islands{header.islands};
  store_columns(group, rows, HistoryRow::figures(), 0, islands, Storing::appended, "(G,I) ");
  store_columns(group, rows, HistoryRow::vectors(), header.objectives.size(), islands,
                Storing::appended, "(G,I,M) ");
  for (std::size_t i = 0; i < header.indicators.size(); ++i) {
    std::vector<double> values;
    for (const HistoryRow& row : rows) values.push_back(row.extra[i]);
    group.append<double>(header.indicators[i].name, values, islands,
                         {"1", header.indicators[i].note});
  }
  // Only where it is recorded (record.fitness). Generations are kept together by the runner.
  if (record.population.empty()) return;
  Group population = group.at("population", "who held places, everyone once; one row each");
  append_columns(population, ordered(record.population, &PopulationRow::island),
                 PopulationRow::fields(), header.objectives.size());
}

void append_events(Group& root, const TrialHeader& header, const TrialRecord& record) {
  Group events = root.at("events", "what happened, in order of generation and island");
  Group replacements = events.at("replacements", "an individual took a place; one row an event");
  append_columns(replacements, ordered(record.events.replacements, &Replacement::island),
                 Replacement::fields());
  Group migrations =
      events.at("migrations", "an individual came from another island; one row an event");
  append_columns(migrations, ordered(record.events.migrations, &Migration::to_island),
                 Migration::fields());
  // Only where there is something: few evaluations fail.
  if (!record.failures.empty()) {
    Group failures = events.at("failures", "a genome could not be evaluated; one row each");
    append_columns(failures, ordered(record.failures, &FailureRow::island), FailureRow::fields(),
                   record.failures.front().variables.size());
  }
  // Few problems make seeds, and they do it once.
  if (record.seeding.empty()) return;
  std::vector<SeedRow> seeding = record.seeding;
  std::ranges::stable_sort(seeding, {}, &SeedRow::island);
  Group group = events.at("seeding", "how the problem made the first members of the populations");
  append_columns(group, seeding, SeedRow::fields(), header.objectives.size());
}

template <class Row>
void append_pictures(Group& group, const std::vector<Row>& rows) {
  append_columns(group, rows, Row::columns());
  std::vector<const Image*> images;
  for (const Row& row : rows) images.push_back(&row.image);
  append_images(group, "image", images, {"0-255", "(N,3,H,W) red, green, blue"});
}

}  // namespace

void append_record(Group& root, const TrialHeader& header, const TrialRecord& record) {
  append_history(root, header, record);
  append_events(root, header, record);
  Group individuals = root.at("individuals", "everyone who ever took a place; one row each");
  append_columns(individuals, ordered(record.events.births, &Birth::island), Birth::fields());
  Group snapshots = root.at("snapshots", "pictures of the best individual over the run");
  append_pictures(snapshots, record.snapshots);
  if (record.portraits.empty()) return;
  Group maps = root.at("maps", "everyone who held a place, drawn several times over the run");
  append_pictures(maps, record.portraits);
}

}  // namespace moai
