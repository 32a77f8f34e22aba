#pragma once
// In which lines two texts differ.

#include <cstddef>
#include <string>

namespace moai {

/// The lines in which they differ, each marked - (only in `ours`) or + (only in `theirs`), at most
/// `limit` of them.
std::string difference_of_lines(const std::string& ours, const std::string& theirs,
                                std::size_t limit = 20);

}  // namespace moai
