#include "support/line_difference.h"

#include <algorithm>
#include <sstream>
#include <vector>

#include "support/text.h"

namespace moai {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

std::string difference_of_lines(const std::string& ours, const std::string& theirs,
                                std::size_t limit) {
  const auto a = lines_of(ours), b = lines_of(theirs);
  // The longest common subsequence; experiments have some hundred lines.
  std::vector<std::vector<std::size_t>> common(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i][j] =
          a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i, ++j;
      continue;
    }
    const bool take_ours = j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1]);
    const std::string line = take_ours ? "  - " + a[i++] : "  + " + b[j++];
    if (count++ < limit) text += line + "\n";
  }
  if (count > limit) text += concat("  ... and ", count - limit, " more lines\n");
  return text;
}

}  // namespace moai
