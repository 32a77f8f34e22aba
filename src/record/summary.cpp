#include "record/summary.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace moai {
namespace {

constexpr std::uint64_t rows_at_once = 1 << 16;

// A column counts one way or the other.
constexpr auto count = [](std::string name, std::string_view meaning,
                          std::uint64_t TrialSummary::*field) {
  return SummaryField{std::move(name), {"1", meaning}, field, nullptr};
};

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
      if (kind[i] != static_cast<std::uint8_t>(ReplacementKind::child)) continue;
      ++summary.total_replacements;
      if (cell[i] != from_cell[i]) ++jumps;
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

std::span<const SummaryField> summary_fields() {
  using S = TrialSummary;
  static const std::array fields{
      count("unique_solutions", "different individuals at the end", &S::unique_solutions),
      count("lineage_length", "the champion and its ancestors", &S::lineage_length),
      count("cells_in_ancestry", "different cells that held them (per island)",
            &S::cells_in_ancestry),
      count("jumps_in_ancestry", "steps from a parent to a child in another cell",
            &S::jumps_in_ancestry),
      count("islands_in_ancestry", "different islands on which they lived",
            &S::islands_in_ancestry),
      count("total_replacements", "places that children took", &S::total_replacements),
      SummaryField{"jump_proportion",
                   {"1", "share of them in a cell other than the parent's"},
                   nullptr,
                   &S::jump_proportion},
      count("migrations", "individuals that arrived on another island", &S::migrations),
      SummaryField{"migration_success",
                   {"1", "share of them that won a place there"},
                   nullptr,
                   &S::migration_success},
      SummaryField{"champion_score",
                   {"1", "mean normalised fitness of the champion"},
                   nullptr,
                   &S::champion_score},
      count("generations", "generations done", &S::generations),
      count("evaluations", "fitness evaluations done", &S::evaluations),
      count("gradient_steps", "gradients computed to refine children", &S::gradient_steps),
      count("nan_evaluations", "those of them with a fitness that was not a number (NaN)",
            &S::nan_evaluations),
      SummaryField{"wall_seconds",
                   {"s", "time taken, pauses between jobs left out"},
                   nullptr,
                   &S::wall_seconds},
  };
  return fields;
}

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
  summary.evaluations = final.evaluations;
  summary.gradient_steps = final.gradient_steps;
  summary.nan_evaluations = final.nans.evaluations;
  summary.wall_seconds = final.wall_seconds;
  summary.best_raw.assign(header.objectives.size(), -std::numeric_limits<double>::infinity());
  for (const auto& individual : finals)
    for (std::size_t m = 0; m < summary.best_raw.size(); ++m)
      summary.best_raw[m] = std::max(summary.best_raw[m], individual->fitness.at(m));
  return summary;
}

void write_summary(hdf5::Group& root, const TrialSummary& summary) {
  hdf5::Group group = root.at("summary", "the trial in a few numbers");
  for (const auto& field : summary_fields())
    field.count ? group.set(field.name, summary.*field.count)
                : group.set(field.name, summary.*field.real);
  group.write("best_raw", summary.best_raw,
              {"raw fitness", "(M) the best of each objective among the final individuals"});
}

TrialSummary read_summary(const hdf5::Group& root) {
  const hdf5::Group group = root.open("summary");
  TrialSummary summary;
  for (const auto& field : summary_fields())
    if (field.count)
      summary.*field.count = group.integer(field.name);
    else
      summary.*field.real = group.real(field.name);
  summary.best_raw = group.read<double>("best_raw");
  return summary;
}

}  // namespace moai
