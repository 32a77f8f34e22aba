#include "record/final_io.h"

#include <map>
#include <stdexcept>

#include "record/columns.h"
#include "record/genome_io.h"
#include "record/held_place.h"
#include "record/image_io.h"
#include "record/individual_io.h"
#include "record/usage_io.h"

namespace moai {
namespace {

using hdf5::Group;

void write_masks(Group& root, const TrialHeader& header, const FinalRecord& final) {
  std::vector<std::uint8_t> mask;
  for (const auto& island : final.masks) {
    if (island.size() != final.masks[0].size())
      throw std::logic_error("record: islands with different numbers of cells");
    mask.insert(mask.end(), island.begin(), island.end());
  }
  if (mask.empty()) return;
  const std::uint64_t objectives = header.objectives.size();
  Group cells = root.at("cells", "the cells of the map");
  cells.write<std::uint8_t>(
      "objective_mask", mask, {final.masks.size(), final.masks[0].size() / objectives, objectives},
      {"bool", "(I,C,M) whether the objective counts in the cell", truth_names});
}

struct PlaceRow {
  HeldPlace place;
  IndividualId id;
  std::vector<double> fitness;
  double score = 0.0;

  static constexpr auto fields() {
    using P = PlaceRow;
    return std::tuple(part(&P::place), field("id", &P::id, "id", "who holds it"),
                      field("fitness", &P::fitness, "raw fitness", "(P,M) of the holder"),
                      field("score", &P::score, "1",
                            "mean normalised fitness of the holder; -inf: a fitness is NaN"));
  }
};

// One row for each place; the individuals themselves, once each, in a subgroup.
void write_places(Group& group, const TrialHeader& header, const FinalRecord& final,
                  std::span<const IndividualPointer> individuals) {
  std::map<IndividualId, std::uint64_t> row_of;
  for (const auto& individual : individuals) row_of.emplace(individual->id, row_of.size());
  std::vector<PlaceRow> rows;
  for (std::uint32_t island = 0; island < final.members.size(); ++island)
    for (const Member& member : final.members[island]) {
      const Individual& holder = *member.individual;
      rows.push_back({{island, member.cell, member.rank, row_of.at(holder.id)},
                      holder.id,
                      holder.fitness,
                      header.normalisation.score(holder.fitness)});
    }
  write_columns(group, rows, PlaceRow::fields(), header.objectives.size());
}

void write_finals(Group& root, const TrialHeader& header, const FinalRecord& final) {
  const auto individuals = distinct_individuals(final.members);
  if (!final.images.empty() && final.images.size() != individuals.size())
    throw std::logic_error("record: not one picture for each final individual");
  Group group = root.at("final", "who holds which place at the end (P places)");
  write_places(group, header, final, individuals);
  Group details = group.at("individuals", "everyone who holds a place, once each (N)");
  write_individuals(details, individuals, header.objectives.size());
  std::vector<const Image*> images;
  for (const Image& image : final.images) images.push_back(&image);
  write_images(details, "image", images, {"0-255", "(N,3,H,W) red, green, blue"});
}

void write_champion(Group& root, const TrialHeader& header, const FinalRecord& final,
                    std::span<const Ancestor> lineage) {
  if (!final.champion) return;
  Group group = root.at("champion", "the individual with the highest score");
  group.set("id", final.champion->id.value());
  group.set("score", header.normalisation.score(final.champion->fitness));
  group.write("fitness", final.champion->fitness, {"raw fitness", "(M)"});
  Group genome = group.at("genome", "a list of one");
  const Genome* pointer = &final.champion->genome;
  write_genomes(genome, {&pointer, 1});
  if (final.champion_image)
    write_images(group, "image", {&*final.champion_image}, {"0-255", "(1,3,H,W)"});
  Group chain = group.at("lineage", "the champion, its parent, ... back to a random individual");
  write_columns(chain, lineage, Ancestor::fields());
}

}  // namespace

void write_final(Group& root, const TrialHeader& header, const FinalRecord& final,
                 std::span<const Ancestor> lineage) {
  root.set("finished", final.finished);
  root.set("generations", final.generations);
  write_usage(root, final.usage, header.objectives.size());
  write_rank_timing(root, final.rank_timing);
  write_masks(root, header, final);
  write_finals(root, header, final);
  write_champion(root, header, final, lineage);
  if (final.target) {
    Group target = root.at("target", "what was aimed at");
    write_images(target, "image", {&*final.target}, {"0-255", "(1,3,H,W)"});
  }
}

}  // namespace moai
