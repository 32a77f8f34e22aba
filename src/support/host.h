#pragma once
// Which machine this is.

#include <string>

namespace moai {

/// As the machine calls itself.
std::string host_name();

}  // namespace moai
