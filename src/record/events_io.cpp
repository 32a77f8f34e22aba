#include "record/events_io.h"

#include <algorithm>
#include <stdexcept>

#include "record/columns.h"
#include "record/image_io.h"
#include "support/text.h"

namespace moai {
namespace {

using hdf5::Group;
using hdf5::Note;

constexpr std::array<std::string_view, 3> kind_names{"initial", "child", "migrant"};

constexpr Note left_note{"1", "when it set out, by the clock of from_island"};

// Rows by generation, then island; otherwise as they came.
template <class Row, class Island>
std::vector<Row> ordered(std::vector<Row> rows, Island island) {
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    return a.generation != b.generation ? a.generation < b.generation : island(a) < island(b);
  });
  return rows;
}

template <class T, class Row, class Field>
void append(Group& group, const std::string& name, const std::vector<Row>& rows, Field field,
            const Note& note) {
  const std::vector<T> values = column<T>(rows, field);
  group.append<T>(name, values, {}, note);
}

// A column of shape (G,I) or (G,I,M).
class HistoryColumns {
 public:
  HistoryColumns(Group group, const std::vector<HistoryRow>& rows, std::uint64_t islands,
                 std::uint64_t objectives)
      : group_(std::move(group)), rows_(rows), islands_(islands), objectives_(objectives) {}

  template <class T, class Field>
  void numbers(const std::string& name, Field field, const Note& note) {
    const std::vector<T> values = column<T>(rows_, field);
    group_.append<T>(name, values, {islands_}, note);
  }
  template <class Field>
  void vectors(const std::string& name, Field field, const Note& note) {
    const std::vector<double> values = flat_column(rows_, field);
    group_.append<double>(name, values, {islands_, objectives_}, note);
  }
  void generations() {
    std::vector<std::uint64_t> values;
    for (std::size_t row = 0; row < rows_.size(); row += islands_)
      values.push_back(rows_[row].generation);
    group_.append<std::uint64_t>("generation", values, {}, {"1", "(G) the first is 0"});
  }

 private:
  Group group_;
  const std::vector<HistoryRow>& rows_;
  std::uint64_t islands_;
  std::uint64_t objectives_;
};

// Only where it is recorded (record.fitness). Generations are kept together by the runner.
void append_population(Group& history, const TrialHeader& header, const TrialRecord& record) {
  if (record.population.empty()) return;
  const auto rows = ordered(record.population, [](const PopulationRow& row) { return row.island; });
  Group group = history.at("population", "who held places, everyone once; one row each");
  using Row = const PopulationRow&;
  append<std::uint64_t>(group, "generation", rows, [](Row r) { return r.generation; },
                        {"1", "when"});
  append<std::uint32_t>(group, "island", rows, [](Row r) { return r.island; }, {"1", "where"});
  append<std::uint64_t>(group, "id", rows, [](Row r) { return r.id.value(); }, {"id", "who"});
  const std::vector<double> fitness = flat_column(
      rows, [](Row r) -> auto& { return r.fitness; });
  group.append<double>("fitness", fitness, {header.objectives.size()}, {"raw fitness", "(N,M)"});
}

void check_history(const std::vector<HistoryRow>& rows, const TrialHeader& header) {
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto& row = rows[k];
    const auto& first = rows[k - k % header.islands];
    if (rows.size() % header.islands != 0 || row.island != k % header.islands ||
        row.generation != first.generation)
      throw std::logic_error(concat("record: history of generation ", row.generation,
                                    " has not one row for each island"));
    if (row.best_fitness.size() != header.objectives.size() ||
        row.mean_fitness.size() != header.objectives.size() ||
        row.extra.size() != header.indicators.size())
      throw std::logic_error("record: a history row of another width");
  }
}

void append_history(Group& root, const TrialHeader& header, const TrialRecord& record) {
  const auto rows = ordered(record.history, [](const HistoryRow& row) { return row.island; });
  check_history(rows, header);
  HistoryColumns columns(root.at("history", "per recorded generation (G) and island (I)"), rows,
                         header.islands, header.objectives.size());
  columns.generations();
  using Row = const HistoryRow&;
  columns.numbers<std::uint64_t>("evaluations", [](Row r) { return r.evaluations; },
                                 {"1", "(G,I) fitness evaluations of the island so far"});
  columns.numbers<std::uint64_t>("gradient_steps", [](Row r) { return r.gradient_steps; },
                                 {"1", "(G,I) gradients computed for its children so far"});
  columns.numbers<double>("wall_time", [](Row r) { return r.wall_time; },
                          {"s", "(G,I) time since the start, pauses between jobs left out"});
  columns.vectors("best_fitness", [](Row r) -> auto& { return r.best_fitness; },
                  {"raw fitness", "(G,I,M) the best of each objective by itself"});
  columns.vectors("mean_fitness", [](Row r) -> auto& { return r.mean_fitness; },
                  {"raw fitness", "(G,I,M) mean over the island"});
  columns.numbers<double>("best_score", [](Row r) { return r.best_score; },
                          {"1", "(G,I) mean normalised fitness of the best individual"});
  columns.numbers<std::uint64_t>("replacements", [](Row r) { return r.replacements; },
                                 {"1", "(G,I) places taken since the row before"});
  columns.numbers<std::uint64_t>("jumps", [](Row r) { return r.jumps; },
                                 {"1", "(G,I) of them, in a cell other than the parent's"});
  columns.numbers<std::uint64_t>("unique_elites", [](Row r) { return r.unique_elites; },
                                 {"1", "(G,I) different individuals"});
  columns.numbers<std::uint64_t>("front_size", [](Row r) { return r.front_size; },
                                 {"1", "(G,I) individuals that no other dominates"});
  for (std::size_t i = 0; i < header.indicators.size(); ++i)
    columns.numbers<double>(header.indicators[i].name, [i](Row r) { return r.extra[i]; },
                            {"1", header.indicators[i].note});
  Group history = root.open("history");
  append_population(history, header, record);
}

void append_replacements(Group& events, const EventLog& log) {
  const auto rows = ordered(log.replacements, [](const Replacement& r) { return r.island; });
  Group group = events.at("replacements", "an individual took a place; one row an event");
  using Row = const Replacement&;
  append<std::uint64_t>(group, "generation", rows, [](Row r) { return r.generation; },
                        {"1", "when"});
  append<std::uint32_t>(group, "island", rows, [](Row r) { return r.island; }, {"1", "where"});
  append<std::int32_t>(group, "cell", rows, [](Row r) { return r.cell; },
                       {"1", "the cell it took; -1: the algorithm has no cells"});
  append<std::int32_t>(group, "from_cell", rows, [](Row r) { return r.from_cell; },
                       {"1", "the cell of its parent; -1: none"});
  append<std::uint64_t>(group, "child", rows, [](Row r) { return r.child.value(); },
                        {"id", "who took it"});
  append<std::uint64_t>(group, "parent", rows, [](Row r) { return r.parent.value(); },
                        {"id", "its parent; 2^64-1: none"});
  append<std::uint64_t>(group, "replaced", rows, [](Row r) { return r.replaced.value(); },
                        {"id", "who held it before; 2^64-1: nobody"});
  append<std::uint32_t>(group, "votes", rows, [](Row r) { return r.votes; },
                        {"1", "objectives of the cell on which it won"});
  append<std::uint8_t>(group, "kind", rows, [](Row r) { return r.kind; },
                       {"enum", "how it came", kind_names});
}

void append_migrations(Group& events, const EventLog& log) {
  const auto rows = ordered(log.migrations, [](const Migration& r) { return r.to_island; });
  Group group = events.at("migrations", "an individual came from another island; one row an event");
  // A segment of a version that had no asynchronous migration: everybody arrived at once.
  if (group.has("generation") && !group.has("left_generation"))
    append<std::uint64_t>(
        group, "left_generation", group.read<std::uint64_t>("generation"),
        [](std::uint64_t generation) { return generation; }, left_note);
  using Row = const Migration&;
  append<std::uint64_t>(group, "generation", rows, [](Row r) { return r.generation; },
                        {"1", "when it arrived, by the clock of to_island"});
  append<std::uint64_t>(
      group, "left_generation", rows, [](Row r) { return r.left; }, left_note);
  append<std::uint32_t>(group, "from_island", rows, [](Row r) { return r.from_island; },
                        {"1", "where it came from"});
  append<std::uint32_t>(group, "to_island", rows, [](Row r) { return r.to_island; },
                        {"1", "where it went"});
  append<std::uint64_t>(group, "individual", rows, [](Row r) { return r.individual.value(); },
                        {"id", "who"});
  append<std::uint32_t>(group, "cells_won", rows, [](Row r) { return r.cells_won; },
                        {"1", "places it took there"});
}

// Only where there is something: few problems make seeds, and they do it once.
void append_seeding(Group& events, const TrialHeader& header, const TrialRecord& record) {
  if (record.seeding.empty()) return;
  std::vector<SeedRow> rows = record.seeding;
  std::ranges::stable_sort(rows, {}, &SeedRow::island);
  Group group = events.at("seeding", "how the problem made the first members of the populations");
  using Row = const SeedRow&;
  append<std::uint32_t>(group, "island", rows, [](Row r) { return r.island; }, {"1", "where"});
  append<std::uint32_t>(group, "seed", rows, [](Row r) { return r.seed; },
                        {"1", "which: its number among the individuals of generation 0"});
  append<std::uint64_t>(group, "step", rows, [](Row r) { return r.step; },
                        {"1", "gradients taken so far"});
  const std::vector<double> fitness = flat_column(
      rows, [](Row r) -> auto& { return r.fitness; });
  group.append<double>("fitness", fitness, {header.objectives.size()},
                       {"raw fitness", "(N,M) where it stood then"});
}

void append_births(Group& root, const EventLog& log) {
  const auto rows = ordered(log.births, [](const Birth& r) { return r.island; });
  Group group = root.at("individuals", "everyone who ever took a place; one row each");
  using Row = const Birth&;
  append<std::uint64_t>(group, "id", rows, [](Row r) { return r.id.value(); },
                        {"id", "island * 2^48 + generation * 2^20 + number among the children"});
  append<std::uint64_t>(group, "parent_a", rows, [](Row r) { return r.parent_a.value(); },
                        {"id", "2^64-1: none, a random individual"});
  append<std::uint64_t>(group, "parent_b", rows, [](Row r) { return r.parent_b.value(); },
                        {"id", "2^64-1: none, no crossover"});
  append<std::uint64_t>(group, "generation", rows, [](Row r) { return r.generation; },
                        {"1", "when it was made"});
  append<std::uint32_t>(group, "island", rows, [](Row r) { return r.island; },
                        {"1", "where it was made"});
  append<std::int32_t>(group, "cell", rows, [](Row r) { return r.cell; },
                       {"1", "the cell that parent_a held when it was made; -1: none"});
}

void append_snapshots(Group& root, const TrialRecord& record) {
  Group group = root.at("snapshots", "pictures of the best individual over the run");
  append<std::uint64_t>(group, "generation", record.snapshots,
                        [](const Snapshot& s) { return s.generation; }, {"1", "when, (N)"});
  std::vector<const Image*> images;
  for (const auto& snapshot : record.snapshots) images.push_back(&snapshot.image);
  append_images(group, "image", images, {"0-255", "(N,3,H,W) red, green, blue"});
}

void append_portraits(Group& root, const TrialRecord& record) {
  if (record.portraits.empty()) return;
  Group group = root.at("maps", "everyone who held a place, drawn several times over the run");
  using Row = const Portrait&;
  append<std::uint64_t>(group, "generation", record.portraits, [](Row p) { return p.generation; },
                        {"1", "when, (N)"});
  append<std::uint32_t>(group, "island", record.portraits, [](Row p) { return p.island; },
                        {"1", "where"});
  append<std::uint64_t>(group, "id", record.portraits, [](Row p) { return p.id.value(); },
                        {"id", "who; once for each generation and island"});
  std::vector<const Image*> images;
  for (const auto& portrait : record.portraits) images.push_back(&portrait.image);
  append_images(group, "image", images, {"0-255", "(N,3,H,W) red, green, blue"});
}

}  // namespace

void append_record(Group& root, const TrialHeader& header, const TrialRecord& record) {
  append_history(root, header, record);
  Group events = root.at("events", "what happened, in order of generation and island");
  append_replacements(events, record.events);
  append_migrations(events, record.events);
  append_seeding(events, header, record);
  append_births(root, record.events);
  append_snapshots(root, record);
  append_portraits(root, record);
}

}  // namespace moai
