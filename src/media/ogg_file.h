#pragma once
// Ogg files by libogg, as far as it takes to tell whether one is whole.

#include <string>
#include <string_view>

namespace moai {

/// Why the file is damaged or ends early, or nothing: the checksum of every page is right, none is
/// missing, and every stream has its last one.
std::string ogg_defect(std::string_view file);

}  // namespace moai
