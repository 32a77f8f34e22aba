#include "record/final_io.h"

#include <array>
#include <map>
#include <stdexcept>

#include "record/checkpoint_io.h"
#include "record/columns.h"
#include "record/genome_io.h"
#include "record/image_io.h"
#include "record/individual_io.h"

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
  std::uint32_t island;
  const Member* member;
};

// One row for each place; the individuals themselves, once each, in a subgroup.
void write_places(Group& group, const TrialHeader& header, const FinalRecord& final,
                  std::span<const IndividualPointer> individuals) {
  std::map<IndividualId, std::uint64_t> row_of;
  for (const auto& individual : individuals) row_of.emplace(individual->id, row_of.size());
  std::vector<PlaceRow> places;
  for (std::uint32_t island = 0; island < final.members.size(); ++island)
    for (const Member& member : final.members[island]) places.push_back({island, &member});
  using Row = const PlaceRow&;
  group.write("island", column<std::uint32_t>(places, [](Row p) { return p.island; }),
              {"1", "where the place is"});
  group.write("cell", column<std::int32_t>(places, [](Row p) { return p.member->cell; }),
              {"1", "which cell it is; -1: the algorithm has no cells"});
  group.write("rank", column<std::int32_t>(places, [](Row p) { return p.member->rank; }),
              {"1", "non-domination rank, 0: none better; 0 where the algorithm has none"});
  group.write("id",
              column<std::uint64_t>(places, [](Row p) { return p.member->individual->id.value(); }),
              {"id", "who holds it"});
  group.write(
      "individual",
      column<std::uint64_t>(places, [&](Row p) { return row_of.at(p.member->individual->id); }),
      {"row", "of the holder in /final/individuals"});
  group.write<double>("fitness",
                      flat_column(
                          places, [](Row p) -> auto& { return p.member->individual->fitness; }),
                      {places.size(), header.objectives.size()},
                      {"raw fitness", "(P,M) of the holder"});
  group.write(
      "score",
      column<double>(
          places, [&](Row p) { return header.normalisation.score(p.member->individual->fitness); }),
      {"1", "mean normalised fitness of the holder; -inf: a fitness is NaN"});
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
  using Row = const Ancestor&;
  chain.write("id", column<std::uint64_t>(lineage, [](Row a) { return a.id.value(); }),
              {"id", "the champion first"});
  chain.write("generation", column<std::uint64_t>(lineage, [](Row a) { return a.generation; }),
              {"1", "when it was made"});
  chain.write("island", column<std::uint32_t>(lineage, [](Row a) { return a.island; }),
              {"1", "where that cell is"});
  chain.write("cell", column<std::int32_t>(lineage, [](Row a) { return a.cell; }),
              {"1", "held when its child above was made; the champion's: the lowest it holds"});
}

}  // namespace

void write_final(Group& root, const TrialHeader& header, const FinalRecord& final,
                 std::span<const Ancestor> lineage) {
  root.set("finished", final.finished);
  root.set("generations", final.generations);
  root.set("evaluations", final.evaluations);
  root.set("gradient_steps", final.gradient_steps);
  root.set("wall_seconds", final.wall_seconds);
  write_timing(root, final.timing);
  write_rank_timing(root, final.rank_timing);
  write_nan_count(root, final.nans, header.objectives.size());
  write_masks(root, header, final);
  write_finals(root, header, final);
  write_champion(root, header, final, lineage);
  if (final.target) {
    Group target = root.at("target", "what was aimed at");
    write_images(target, "image", {&*final.target}, {"0-255", "(1,3,H,W)"});
  }
}

}  // namespace moai
