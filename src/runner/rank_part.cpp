#include "runner/rank_part.h"

#include "island/wire.h"

namespace moai {
namespace {

// What every rank of the group has, on its rank 0; nothing on the others.
template <class T>
std::vector<T> gather_all(const T& mine, Communicator& group) {
  ByteWriter out;
  put(out, mine);
  std::vector<Bytes> to(static_cast<std::size_t>(group.size()));
  to[0] = out.take();
  std::vector<T> all;
  for (const Bytes& message : group.exchange(to)) {
    if (message.empty()) continue;
    ByteReader in(message);
    all.push_back(get<T>(in));
  }
  return all;
}

}  // namespace

std::vector<std::vector<Member>> gather_members(const std::vector<Member>& members,
                                                Communicator& group) {
  return gather_all(members, group);
}

std::vector<RankPart> gather(RankPart part, Communicator& group) {
  if (group.size() > 1) return gather_all(part, group);
  std::vector<RankPart> parts;  // nothing has to travel
  parts.push_back(std::move(part));
  return parts;
}

}  // namespace moai
