#include "island/archipelago.h"

#include <algorithm>
#include <cmath>

#include "island/wire.h"

namespace moai {
namespace {

struct Arrival {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::vector<IndividualPointer> migrants;
};

}  // namespace

Archipelago::Archipelago(const IslandOptions& options, const RandomSource& random,
                         Communicator& group, std::vector<Island> islands)
    : options_(options),
      random_(random),
      group_(&group),
      islands_(std::move(islands)),
      topology_(make_topology(options.topology, static_cast<std::uint32_t>(options.count))) {}

bool Archipelago::due(std::uint64_t generation) const {
  return options_.count > 1 && (generation + 1) % static_cast<std::uint64_t>(options_.migration.every) == 0;
}

Bytes Archipelago::departures(const Island& source, const std::vector<Edge>& edges,
                              std::uint64_t generation, int destination_rank) const {
  ByteWriter out;
  RandomSource random = random_;
  random.island = source.number;
  if (!random.stream(Purpose::migration, generation).coin(options_.migration.probability)) return {};
  for (const Edge& edge : edges) {
    if (edge.from != source.number) continue;
    if (static_cast<int>(edge.to % static_cast<std::uint32_t>(group_->size())) != destination_rank)
      continue;
    const auto count = static_cast<std::size_t>(
        std::max(1.0, std::round(edge.weight * static_cast<double>(options_.migration.send))));
    // Index 0 was the coin above.
    auto rng = random.stream(Purpose::migration, generation, 1 + edge.to);
    const auto migrants = source.algorithm->emigrants(options_.migration.select, count, rng);
    out.put(source.number);
    out.put(edge.to);
    out.put<std::uint64_t>(migrants.size());
    for (const IndividualPointer& migrant : migrants) put(out, *migrant);
  }
  return out.take();
}

void Archipelago::migrate(const Moment& moment) {
  if (!due(moment.generation)) return;
  const auto edges = topology_->edges(moment.generation, random_);
  if (edges.empty()) return;

  std::vector<Bytes> outgoing(static_cast<std::size_t>(group_->size()));
  for (int rank = 0; rank < group_->size(); ++rank) {
    Bytes& message = outgoing[static_cast<std::size_t>(rank)];
    for (const Island& island : islands_) {
      const Bytes part = departures(island, edges, moment.generation, rank);
      message.insert(message.end(), part.begin(), part.end());
    }
  }

  std::vector<Arrival> arrivals;
  for (const Bytes& message : group_->exchange(outgoing)) {
    ByteReader in(message);
    while (!in.at_end()) {
      Arrival arrival{in.get<std::uint32_t>(), in.get<std::uint32_t>(), {}};
      arrival.migrants.resize(in.get<std::uint64_t>());
      for (IndividualPointer& migrant : arrival.migrants) migrant = get_individual(in);
      arrivals.push_back(std::move(arrival));
    }
  }
  // The order of arrival must not depend on which rank an island lives on.
  std::sort(arrivals.begin(), arrivals.end(), [](const Arrival& a, const Arrival& b) {
    return a.to != b.to ? a.to < b.to : a.from < b.from;
  });

  for (const Arrival& arrival : arrivals) {
    const auto island = std::find_if(islands_.begin(), islands_.end(),
                                     [&](const Island& i) { return i.number == arrival.to; });
    const auto won = island->algorithm->receive(moment, arrival.migrants, island->events);
    for (std::size_t k = 0; k < won.size(); ++k)
      island->events.migrations.push_back({moment.generation, arrival.from, arrival.to,
                                           arrival.migrants[k]->id, won[k]});
  }
}

}  // namespace moai
