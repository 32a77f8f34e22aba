#include "island/archipelago.h"

#include <algorithm>
#include <cmath>

#include "island/wire.h"

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
                         Communicator& group, std::vector<Island> islands)
    : options_(options),
      random_(random),
      group_(&group),
      islands_(std::move(islands)),
      topology_(make_topology(options.topology, static_cast<std::uint32_t>(options.count))) {}

bool Archipelago::due(std::uint64_t generation) const {
  return options_.count > 1 &&
         (generation + 1) % static_cast<std::uint64_t>(options_.migration.every) == 0;
}

std::vector<Archipelago::Departure> Archipelago::departures(const Island& source,
                                                            const std::vector<Edge>& edges,
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
    const auto emigrants = source.algorithm->emigrants(options_.migration.select, count, rng);
    departures.push_back({source.number, edge.to, with_cells(emigrants, members)});
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

void Archipelago::migrate(const Moment& moment) {
  if (!due(moment.generation)) return;
  const auto edges = topology_->edges(moment.generation, random_);
  if (edges.empty()) return;

  std::vector<Departure> leaving;
  for (const Island& island : islands_)
    for (Departure& departure : departures(island, edges, moment.generation))
      leaving.push_back(std::move(departure));
  if (options_.migration.move) release(leaving);

  std::vector<ByteWriter> letters(static_cast<std::size_t>(group_->size()));
  for (const Departure& departure : leaving) {
    ByteWriter& out = letters[departure.to % letters.size()];
    out.put(departure.from);
    out.put(departure.to);
    out.put<std::uint64_t>(departure.migrants.size());
    for (const Migrant& migrant : departure.migrants) {
      put(out, *migrant.individual);
      out.put(migrant.cell);
    }
  }
  std::vector<Bytes> outgoing;
  for (ByteWriter& letter : letters) outgoing.push_back(letter.take());

  std::vector<Departure> arrivals;
  for (const Bytes& message : group_->exchange(outgoing)) {
    ByteReader in(message);
    while (!in.at_end()) {
      Departure arrival{in.get<std::uint32_t>(), in.get<std::uint32_t>(), {}};
      arrival.migrants.resize(in.get<std::uint64_t>());
      for (Migrant& migrant : arrival.migrants) {
        migrant.individual = get_individual(in);
        migrant.cell = in.get<std::int32_t>();
      }
      arrivals.push_back(std::move(arrival));
    }
  }
  // The order of arrival must not depend on which rank an island lives on.
  std::sort(arrivals.begin(), arrivals.end(), [](const Departure& a, const Departure& b) {
    return a.to != b.to ? a.to < b.to : a.from < b.from;
  });

  for (const Departure& arrival : arrivals) {
    const auto island = std::find_if(islands_.begin(), islands_.end(),
                                     [&](const Island& i) { return i.number == arrival.to; });
    const auto won = island->algorithm->receive(moment, arrival.migrants, options_.migration.accept,
                                                island->events);
    for (std::size_t k = 0; k < won.size(); ++k)
      island->events.migrations.push_back({moment.generation, arrival.from, arrival.to,
                                           arrival.migrants[k].individual->id, won[k]});
  }
}

}  // namespace moai
