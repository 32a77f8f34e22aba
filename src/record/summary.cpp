#include "record/summary.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <type_traits>

#include "record/hdf5/attribute.h"

namespace moai {
namespace {

constexpr std::uint64_t rows_at_once = 1 << 16;

std::int32_t lowest_cell(const FinalRecord& final) {
  std::int32_t lowest = -1;
  if (final.champion_island < final.members.size())
    for (const auto& member : final.members[final.champion_island])
      if (member.individual->id == final.champion->id && member.cell >= 0 &&
          (lowest < 0 || member.cell < lowest))
        lowest = member.cell;
  return lowest;
}

void count_replacements(const hdf5::Group& root, TrialSummary& summary) {
  const hdf5::Group group = root.open("events").open("replacements");
  const std::uint64_t rows = group.shape("kind").at(0);
  std::uint64_t jumps = 0;
  for (std::uint64_t first = 0; first < rows; first += rows_at_once) {
    const std::uint64_t length = std::min(rows_at_once, rows - first);
    const auto kind = group.rows<std::uint8_t>("kind", first, length);
    const auto cell = group.rows<std::int32_t>("cell", first, length);
    const auto from_cell = group.rows<std::int32_t>("from_cell", first, length);
    for (std::size_t i = 0; i < length; ++i) {
      Replacement row;
      row.cell = cell[i];
      row.from_cell = from_cell[i];
      row.kind = static_cast<ReplacementKind>(kind[i]);
      summary.total_replacements += row.is_by_child();
      jumps += row.is_jump();
    }
  }
  if (summary.total_replacements > 0)
    summary.jump_proportion =
        static_cast<double>(jumps) / static_cast<double>(summary.total_replacements);
}

void count_migrations(const hdf5::Group& root, TrialSummary& summary) {
  const hdf5::Group group = root.open("events").open("migrations");
  summary.migrations = group.shape("cells_won").at(0);
  std::uint64_t successes = 0;
  for (std::uint64_t first = 0; first < summary.migrations; first += rows_at_once)
    for (const std::uint32_t won : group.rows<std::uint32_t>(
             "cells_won", first, std::min(rows_at_once, summary.migrations - first)))
      successes += won > 0;
  if (summary.migrations > 0)
    summary.migration_success =
        static_cast<double>(successes) / static_cast<double>(summary.migrations);
}

void count_ancestry(std::span<const Ancestor> lineage, TrialSummary& summary) {
  std::set<std::pair<std::uint32_t, std::int32_t>> cells;
  std::set<std::uint32_t> islands;
  for (std::size_t i = 0; i < lineage.size(); ++i) {
    islands.insert(lineage[i].island);
    if (lineage[i].cell < 0) continue;
    cells.emplace(lineage[i].island, lineage[i].cell);
    if (i > 0 && lineage[i].is_jump_to(lineage[i - 1])) ++summary.jumps_in_ancestry;
  }
  summary.lineage_length = lineage.size();
  summary.cells_in_ancestry = cells.size();
  summary.islands_in_ancestry = islands.size();
}

}  // namespace

std::vector<Ancestor> lineage_of(const hdf5::Group& root, const FinalRecord& final) {
  if (!final.champion) return {};
  return ancestry_of(root, {final.champion->id, 0, final.champion_island, lowest_cell(final)});
}

TrialSummary summarise(const hdf5::Group& root, const TrialHeader& header, const FinalRecord& final,
                       std::span<const Ancestor> lineage) {
  TrialSummary summary;
  const auto finals = distinct_individuals(final.members);
  summary.unique_solutions = finals.size();
  count_ancestry(lineage, summary);
  count_replacements(root, summary);
  count_migrations(root, summary);
  summary.champion_score =
      final.champion ? header.normalisation.score(final.champion->fitness) : 0.0;
  summary.generations = final.generations;
  summary.evaluations = final.usage.effort.evaluations;
  summary.failed_evaluations = final.usage.effort.failed_evaluations;
  summary.feasible_solutions = static_cast<std::uint64_t>(
      std::ranges::count(finals, 0.0, [](const IndividualPointer& one) { return one->violation; }));
  summary.gradient_steps = final.usage.effort.gradient_steps;
  summary.nan_evaluations = final.usage.nans.evaluations;
  summary.wall_seconds = final.usage.wall_seconds;
  summary.best_raw.assign(header.objectives.size(), -std::numeric_limits<double>::infinity());
  for (const auto& individual : finals)
    for (std::size_t m = 0; m < summary.best_raw.size(); ++m)
      summary.best_raw[m] = std::max(summary.best_raw[m], individual->fitness.at(m));
  return summary;
}

void write_summary(hdf5::Group& root, const TrialSummary& summary) {
  hdf5::Group group = root.at("summary", "the trial in a few numbers");
  each_field(TrialSummary::fields(),
             [&](const auto& field) { group.set(std::string(field.name), summary.*field.member); });
  group.write("best_raw", summary.best_raw,
              {"raw fitness", "(M) the best of each objective among the final individuals"});
}

TrialSummary read_summary(const hdf5::Group& root) {
  const hdf5::Group group = root.open("summary");
  TrialSummary summary;
  const auto names = hdf5::attribute_names(group.id());
  each_field(TrialSummary::fields(), [&]<class T>(const Field<TrialSummary, T>& field) {
    if (std::ranges::find(names, field.name) == names.end()) return;  // of an earlier version
    if constexpr (std::is_same_v<T, double>)
      summary.*field.member = group.real(std::string(field.name));
    else
      summary.*field.member = group.integer(std::string(field.name));
  });
  summary.best_raw = group.read<double>("best_raw");
  return summary;
}

}  // namespace moai
