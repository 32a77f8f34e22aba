#include "island/rank_peers.h"

#include "island/wire.h"

namespace moai {
namespace {

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

Bytes to_bytes(const Entrants& entrants) {
  ByteWriter out;
  out.put_all(entrants.ids);
  out.put_all(entrants.parents);
  out.put_all(entrants.mates);
  out.put_all(entrants.parent_cells);
  out.put_all(entrants.own);
  out.put_all(entrants.violation);
  const auto fitness = entrants.fitness.values();
  out.put_all(std::vector<double>(fitness.begin(), fitness.end()));
  return out.take();
}

void append(Entrants& all, const Bytes& message) {
  ByteReader in(message);
  const std::size_t before = all.size();
  append(all.ids, in.get_all<IndividualId>());
  append(all.parents, in.get_all<IndividualId>());
  append(all.mates, in.get_all<IndividualId>());
  append(all.parent_cells, in.get_all<std::int32_t>());
  append(all.own, in.get_all<std::int32_t>());
  append(all.violation, in.get_all<double>());
  const std::size_t count = all.size() - before;
  if (count == 0) return;
  const std::vector<double> values = in.get_all<double>();
  const std::size_t objectives = values.size() / count;
  for (std::size_t i = 0; i < count; ++i)
    all.fitness.append_row(std::span(values).subspan(i * objectives, objectives));
}

}  // namespace

Entrants RankPeers::all(Entrants mine) {
  if (group_->size() == 1) return mine;
  Entrants all;
  const auto messages = group_->all_gather(to_bytes(mine));
  for (std::size_t shard = 0; shard < messages.size(); ++shard) {
    if (shard == this->shard()) all.mine = all.size();
    append(all, messages[shard]);
  }
  return all;
}

std::vector<Win> RankPeers::all(std::vector<Win> mine) {
  if (group_->size() == 1) return mine;
  ByteWriter out;
  out.put_all(mine);
  std::vector<Win> all;
  for (const Bytes& message : group_->all_gather(out.bytes()))
    append(all, ByteReader(message).get_all<Win>());
  return all;
}

std::vector<IndividualPointer> RankPeers::deliver(std::vector<std::vector<IndividualPointer>> to) {
  std::vector<Bytes> letters;
  for (std::size_t shard = 0; shard < to.size(); ++shard) {
    ByteWriter out;
    if (shard != this->shard())
      for (const IndividualPointer& individual : to[shard]) put(out, *individual);
    letters.push_back(out.take());
  }
  const auto messages = group_->exchange(letters);
  std::vector<IndividualPointer> all;
  for (std::size_t shard = 0; shard < messages.size(); ++shard) {
    if (shard == this->shard()) append(all, to[shard]);
    for (ByteReader in(messages[shard]); !in.at_end();) all.push_back(get<IndividualPointer>(in));
  }
  return all;
}

}  // namespace moai
