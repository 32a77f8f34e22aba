#include "runner/rank_part.h"

#include "island/wire.h"

namespace moai {
namespace {

template <class T>
void put_field(ByteWriter& out, const T& value) {
  out.put(value);
}
void put_field(ByteWriter& out, const std::vector<double>& values) {
  out.put_all(values);
}
template <class T>
void get_field(ByteReader& in, T& value) {
  value = in.get<T>();
}
void get_field(ByteReader& in, std::vector<double>& values) {
  values = in.get_all<double>();
}

template <class Row>
concept HasFields = requires(const Row& row) {
  Row::each_field(row, [](const auto&) {});
};

template <HasFields Row>
void put(ByteWriter& out, const Row& row) {
  Row::each_field(row, [&](const auto& field) { put_field(out, field); });
}

template <HasFields Row>
Row get_row(ByteReader& in) {
  Row row;
  Row::each_field(row, [&](auto& field) { get_field(in, field); });
  return row;
}

void put(ByteWriter& out, const Image& image) {
  out.put(image.height);
  out.put(image.width);
  out.put_all(image.values);
}

Image get_image(ByteReader& in) {
  Image image;
  image.height = in.get<std::int64_t>();
  image.width = in.get<std::int64_t>();
  image.values = in.get_all<float>();
  return image;
}

void put(ByteWriter& out, const SnapshotCandidate& candidate) {
  out.put(candidate.id);
  out.put(candidate.score);
  out.put(candidate.snapshot.generation);
  put(out, candidate.snapshot.image);
}

SnapshotCandidate get_candidate(ByteReader& in) {
  SnapshotCandidate candidate;
  candidate.id = in.get<IndividualId>();
  candidate.score = in.get<double>();
  candidate.snapshot.generation = in.get<std::uint64_t>();
  candidate.snapshot.image = get_image(in);
  return candidate;
}

void put(ByteWriter& out, const Portrait& portrait) {
  out.put(portrait.generation);
  out.put(portrait.island);
  out.put(portrait.id);
  put(out, portrait.image);
}

Portrait get_portrait(ByteReader& in) {
  Portrait portrait;
  portrait.generation = in.get<std::uint64_t>();
  portrait.island = in.get<std::uint32_t>();
  portrait.id = in.get<IndividualId>();
  portrait.image = get_image(in);
  return portrait;
}

using PhaseTime = std::pair<std::string, double>;

void put(ByteWriter& out, const PhaseTime& time) {
  out.put_all(std::vector<char>(time.first.begin(), time.first.end()));
  out.put(time.second);
}

PhaseTime get_time(ByteReader& in) {
  const auto phase = in.get_all<char>();
  return {{phase.begin(), phase.end()}, in.get<double>()};
}

void put(ByteWriter& out, const IslandPart& island) {
  out.put(island.number);
  put(out, island.state);
  put(out, island.members);
  out.put_all(island.mask);
  put(out, island.events);
  out.put(island.count);
}

IslandPart get_island(ByteReader& in) {
  IslandPart island;
  island.number = in.get<std::uint32_t>();
  island.state = get_state(in);
  island.members = get_members(in);
  island.mask = in.get_all<std::uint8_t>();
  island.events = get_events(in);
  island.count = in.get<IslandCount>();
  return island;
}

template <class T>
void put_each(ByteWriter& out, const std::vector<T>& items) {
  out.put<std::uint64_t>(items.size());
  for (const T& item : items) put(out, item);
}

template <class Get>
auto get_each(ByteReader& in, Get get) {
  std::vector<decltype(get(in))> items(in.get<std::uint64_t>());
  for (auto& item : items) item = get(in);
  return items;
}

}  // namespace

std::vector<std::vector<Member>> gather_members(const std::vector<Member>& members,
                                                Communicator& group) {
  ByteWriter out;
  put(out, members);
  std::vector<Bytes> to(static_cast<std::size_t>(group.size()));
  to[0] = out.take();
  std::vector<std::vector<Member>> parts;
  for (const Bytes& message : group.exchange(to)) {
    if (message.empty()) continue;
    ByteReader in(message);
    parts.push_back(get_members(in));
  }
  return parts;
}

std::vector<RankPart> gather(RankPart part, Communicator& group) {
  std::vector<RankPart> parts;
  if (group.size() == 1) {  // nothing has to travel
    parts.push_back(std::move(part));
    return parts;
  }
  ByteWriter out;
  put_each(out, part.islands);
  put_each(out, part.history);
  put_each(out, part.population);
  put_each(out, part.seeding);
  put_each(out, part.snapshots);
  put_each(out, part.portraits);
  put_each(out, std::vector<PhaseTime>(part.timing.begin(), part.timing.end()));
  out.put(part.nans.evaluations);
  out.put_all(part.nans.values);
  out.put_all(part.nans.first);
  std::vector<Bytes> to(static_cast<std::size_t>(group.size()));
  to[0] = out.take();
  for (const Bytes& message : group.exchange(to)) {
    if (message.empty()) continue;
    ByteReader in(message);
    RankPart received;
    received.islands = get_each(in, get_island);
    received.history = get_each(in, get_row<HistoryRow>);
    received.population = get_each(in, get_row<PopulationRow>);
    received.seeding = get_each(in, get_row<SeedRow>);
    received.snapshots = get_each(in, get_candidate);
    received.portraits = get_each(in, get_portrait);
    for (PhaseTime& time : get_each(in, get_time)) received.timing.insert(std::move(time));
    received.nans.evaluations = in.get<std::uint64_t>();
    received.nans.values = in.get_all<std::uint64_t>();
    received.nans.first = in.get_all<std::int64_t>();
    parts.push_back(std::move(received));
  }
  return parts;
}

}  // namespace moai
