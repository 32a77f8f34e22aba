#include "island/wire.h"

#include <map>

namespace moai {

void put(ByteWriter& out, const std::vector<Member>& members) {
  std::map<const Individual*, std::uint64_t> position;
  std::vector<IndividualPointer> distinct;
  for (const Member& member : members)
    if (position.emplace(member.individual.get(), distinct.size()).second)
      distinct.push_back(member.individual);
  put(out, distinct);
  out.put<std::uint64_t>(members.size());
  for (const Member& member : members) {
    out.put(member.cell);
    out.put(member.rank);
    out.put(position.at(member.individual.get()));
  }
}

void get(ByteReader& in, std::vector<Member>& members) {
  const auto distinct = get<std::vector<IndividualPointer>>(in);
  members.resize(in.get<std::uint64_t>());
  for (Member& member : members) {
    member.cell = in.get<std::int32_t>();
    member.rank = in.get<std::int32_t>();
    member.individual = distinct.at(in.get<std::uint64_t>());
  }
}

}  // namespace moai
