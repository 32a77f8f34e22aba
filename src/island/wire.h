#pragma once
// Individuals, states and events as messages between the ranks that share a trial.

#include "algorithm/algorithm.h"
#include "support/byte_stream.h"

namespace moai {

void put(ByteWriter& out, const Individual& individual);
IndividualPointer get_individual(ByteReader& in);

void put(ByteWriter& out, const AlgorithmState& state);
AlgorithmState get_state(ByteReader& in);

void put(ByteWriter& out, const EventLog& events);
EventLog get_events(ByteReader& in);

void put(ByteWriter& out, const std::vector<Member>& members);
std::vector<Member> get_members(ByteReader& in);

}  // namespace moai
