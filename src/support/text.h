#pragma once
// Small helpers for messages.

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace moai {

/// Everything streamed into one string: concat("cells: ", 3).
template <class... Parts>
std::string concat(const Parts&... parts) {
  std::ostringstream out;
  (out << ... << parts);
  return out.str();
}

/// "a, b, c".
std::string join(const std::vector<std::string>& words, std::string_view separator = ", ");

/// The candidate nearest to `word` by edit distance (Levenshtein), or empty when none is close
/// enough to be a slip of the pen (more than a third of its letters, at least 2).
std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates);

/// " Did you mean 'x'?" or, without a near name, " Known: a, b, c."
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace moai
