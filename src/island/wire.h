#pragma once
// Individuals, states and events as messages between the ranks that share a trial: their lists of
// fields make them (field_stream.h). Members are special.

#include <vector>

#include "algorithm/algorithm.h"
#include "support/field_stream.h"

namespace moai {

/// An elite that holds many cells travels once.
void put(ByteWriter& out, const std::vector<Member>& members);
void get(ByteReader& in, std::vector<Member>& members);

}  // namespace moai
