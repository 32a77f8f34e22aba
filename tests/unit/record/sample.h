#pragma once
// A small trial with everything in it, made up from counters, for the tests of this room.

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <string>

#include "record/trial_record.h"
#include "record/trial_store.h"

namespace moai::sample {

/// A folder of its own for a test, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "moai-record-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A TrialStore::GenomeCheck that refuses nobody: the genomes below are of no space.
inline std::string any_genome(const Genome&) {
  return {};
}

inline TrialHeader header() {
  TrialHeader h;
  h.identity = {"sunrise", "fns=3", 4, 2023, 104};
  h.config = "name: sunrise\nseed: 2023\n";
  h.problem = "image_match";
  h.algorithm = "move";
  h.objectives = {{"mse", "1 - mean square error, 0..1"}, {"ssim", "-1..1"}};
  h.normalisation = {{0.5, -0.25}, {1.0, 1.0}};
  h.indicators = {{"hypervolume", "dominated volume, larger is better"}};
  h.islands = 2;
  h.host = "node-1";
  h.device = "cpu";
  h.libtorch = "1.13.1";
  h.ranks = 2;
  h.threads = 3;
  h.created = "2026-01-01T00:00:00Z";
  return h;
}

inline CppnGenome cppn(std::uint64_t k) {
  CppnGenome g;
  for (std::uint64_t n = 0; n < 6 + k % 3; ++n)
    g.nodes.push_back({n < 6 ? n : n * 1000003 + k, static_cast<Activation>((n + k) % 8),
                       0.125f * static_cast<float>(n) - 0.3f});
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t o = 3; o < g.nodes.size(); ++o)
      g.connections.push_back({g.nodes[i].id, g.nodes[o].id,
                               std::sin(static_cast<float>(k + 7 * i + o)), (k + i + o) % 4 != 0});
  return g;
}

inline IndividualPointer individual(std::uint32_t island, std::uint64_t generation,
                                    std::uint64_t index, IndividualId parent, std::int32_t cell) {
  Individual x;
  x.id = IndividualId(island, generation, index);
  x.parent_a = parent;
  x.generation = generation;
  x.island = island;
  x.cell = cell;
  x.genome = cppn(generation * 10 + index);
  x.fitness = {0.5 + 0.01 * static_cast<double>(generation), 0.1 * static_cast<double>(index)};
  x.descriptor.assign(generation % 3, 0.7);
  return std::make_shared<Individual>(x);
}

/// The first child of a generation, whose parent is that of the generation before.
inline IndividualPointer heir(std::uint32_t island, std::uint64_t generation) {
  return generation == 0
             ? individual(island, 0, 0, IndividualId::none(), -1)
             : individual(island, generation, 0, IndividualId(island, generation - 1, 0),
                          static_cast<std::int32_t>(generation / 3));
}

/// Everything that happened in the generations first..last, given island by island.
inline TrialRecord record(std::uint64_t first, std::uint64_t last) {
  TrialRecord r;
  for (std::uint32_t island = 0; island < 2; ++island)
    for (std::uint64_t g = first; g <= last; ++g) {
      const double x = static_cast<double>(g);
      r.history.push_back({g,
                           island,
                           {10 * (g + 1), 7 * (g + 1)},
                           0.5 * x,
                           {0.1 * x, x},
                           {0.05 * x, -x},
                           0.001 * x,
                           {g % 5, g % 2},
                           9,
                           4,
                           8,
                           {x * x}});
      const auto child = heir(island, g);
      const auto cell = static_cast<std::int32_t>((g + 1) / 3);
      r.events.births.push_back(
          {child->id, child->parent_a, child->parent_b, g, island, child->cell});
      r.events.replacements.push_back({g, island, cell, child->cell, child->id, child->parent_a,
                                       IndividualId::none(), 2,
                                       g == 0 ? ReplacementKind::initial : ReplacementKind::child});
      if (g % 4 == 0) r.events.migrations.push_back({g, g, 1 - island, island, child->id, 1});
      if (island == 0 && g % 5 == 0) {
        Image image{2, 3, std::vector<float>(18, static_cast<float>(g % 11) / 10.0f)};
        r.snapshots.push_back({g, child->id, 0.5, image});
        r.portraits.push_back({g, island, child->id, image});
      }
    }
  return r;
}

inline Checkpoint checkpoint(std::uint64_t generation) {
  Checkpoint c;
  c.generation = generation;
  c.usage.effort = {20 * (generation + 1), 7 * (generation + 1)};
  c.usage.wall_seconds = 1.25 * static_cast<double>(generation);
  c.usage.timing = {{"evaluate", 1.0}, {"record", 0.5}};
  c.usage.nans = {7, {7, 0}, {3, -1}};
  for (std::uint32_t island = 0; island < 2; ++island) {
    AlgorithmState s;
    s.individuals = {heir(island, generation), individual(island, 0, 3, {}, -1)};
    s.slots = {1, 0, -1, 0};
    s.numbers = {0.1, -std::numeric_limits<double>::infinity(), 1e300};
    c.islands.push_back(
        {s, {generation + 1 + island, {10 * (generation + 1), 3}, {generation % 5, island}}});
  }
  // Island 1 is a generation ahead.
  c.early_history = record(generation + 1, generation + 1).history;
  c.early_history.erase(c.early_history.begin());
  return c;
}

inline FinalRecord final_record(std::uint64_t generation) {
  FinalRecord f;
  f.generations = generation + 1;
  f.usage.effort.evaluations = 20 * (generation + 1);
  f.usage.wall_seconds = 77.0;
  f.usage.timing = {{"evaluate", 60.0}};
  f.rank_timing = {{{"evaluate", 60.0}, {"vote", 1.0}}, {{"evaluate", 50.0}}};
  f.usage.nans = {8, {7, 2}, {3, 5}};
  for (std::uint32_t island = 0; island < 2; ++island) {
    const auto best = heir(island, generation);
    f.members.push_back({{0, 0, best},
                         {1, 0, individual(island, 0, 3, {}, -1)},
                         {static_cast<std::int32_t>((generation + 1) / 3), 0, best}});
    f.masks.push_back({1, 0, 0, 1, 1, 1});
  }
  f.members[0].erase(f.members[0].begin());
  f.champion = heir(0, generation);
  f.champion_island = 0;
  for (int i = 0; i < 4; ++i) f.images.push_back({2, 2, std::vector<float>(12, 0.25f * i)});
  f.champion_image = Image{4, 4, std::vector<float>(48, 0.5f)};
  f.target = Image{2, 2, std::vector<float>(12, 1.0f)};
  f.finished = "2026-01-01T01:00:00Z";
  return f;
}

}  // namespace moai::sample
