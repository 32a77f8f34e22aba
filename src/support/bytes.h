#pragma once
// Bytes that are sent or stored without being looked at.

#include <cstddef>
#include <vector>

namespace moai {

using Bytes = std::vector<std::byte>;

}  // namespace moai
