#pragma once
// What `moai list` lists.

#include <string>
#include <vector>

namespace moai {

/// "algorithms", "problems" ...
std::vector<std::string> kinds_to_list();

}  // namespace moai
