#include "island/archipelago.h"

#include <algorithm>
#include <cmath>

#include "algorithm/emigrants.h"

namespace moai {
namespace {

// With the first cell that each holds.
std::vector<Migrant> with_cells(const std::vector<IndividualPointer>& emigrants,
                                std::span<const Member> members) {
  std::vector<Migrant> migrants;
  for (const IndividualPointer& emigrant : emigrants) {
    const auto place = std::find_if(members.begin(), members.end(), [&](const Member& member) {
      return member.individual->id == emigrant->id;
    });
    migrants.push_back({emigrant, place == members.end() ? -1 : place->cell});
  }
  return migrants;
}

}  // namespace

Archipelago::Archipelago(const IslandOptions& options, const RandomSource& random,
                         const Normalisation& normalisation, Communicator& group,
                         std::vector<Island> islands)
    : options_(options),
      random_(random),
      normalisation_(&normalisation),
      islands_(std::move(islands)),
      mail_(make_mail(options, group)),
      topology_(make_topology(options.topology, static_cast<std::uint32_t>(options.count))) {}

bool Archipelago::due(std::uint64_t generation) const {
  return options_.count > 1 &&
         (generation + 1) % static_cast<std::uint64_t>(options_.migration.every) == 0;
}

std::vector<Departure> Archipelago::departures(const Island& source, const std::vector<Edge>& edges,
                                               std::uint64_t generation) const {
  std::vector<Departure> departures;
  RandomSource random = random_;
  random.island = source.number;
  if (!random.stream(Purpose::migration, generation).coin(options_.migration.probability))
    return departures;
  const auto members = source.algorithm->members();
  for (const Edge& edge : edges) {
    if (edge.from != source.number) continue;
    const auto count = static_cast<std::size_t>(
        std::max(1.0, std::round(edge.weight * static_cast<double>(options_.migration.send))));
    // Index 0 was the coin above.
    auto rng = random.stream(Purpose::migration, generation, 1 + edge.to);
    const auto emigrants =
        choose_emigrants(members, options_.migration.select, count, *normalisation_, rng);
    departures.push_back({source.number, edge.to, generation, with_cells(emigrants, members)});
  }
  return departures;
}

void Archipelago::release(const std::vector<Departure>& departures) {
  for (Island& island : islands_) {
    std::vector<IndividualId> leavers;
    for (const Departure& departure : departures)
      if (departure.from == island.number)
        for (const Migrant& migrant : departure.migrants) leavers.push_back(migrant.individual->id);
    if (!leavers.empty()) island.algorithm->release(leavers);
  }
}

std::vector<Departure> Archipelago::all_departures(const Moment& moment,
                                                   const std::vector<Edge>& edges) const {
  std::vector<Departure> leaving;
  for (const Island& island : islands_)
    if (!island.rests(moment))
      for (Departure& departure : departures(island, edges, moment.generation))
        leaving.push_back(std::move(departure));
  return leaving;
}

void Archipelago::migrate(const Moment& moment) {
  std::vector<Edge> edges;
  if (due(moment.generation)) edges = topology_->edges(moment.generation, random_);
  if (edges.empty() && !mail_->comes_at_any_time()) return;
  auto leaving = all_departures(moment, edges);
  if (options_.migration.move) release(leaving);
  for (const Departure& arrival : mail_->carry(std::move(leaving), edges)) {
    const auto island = std::find_if(islands_.begin(), islands_.end(),
                                     [&](const Island& i) { return i.number == arrival.to; });
    if (island->rests(moment)) continue;
    const auto won = island->algorithm->receive(moment, arrival.migrants, options_.migration.accept,
                                                island->events);
    for (std::size_t k = 0; k < won.size(); ++k)
      island->events.migrations.push_back({moment.generation, arrival.generation, arrival.from,
                                           arrival.to, arrival.migrants[k].individual->id, won[k]});
  }
}

}  // namespace moai
