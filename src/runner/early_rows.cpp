#include "runner/early_rows.h"

#include <algorithm>
#include <map>

namespace moai {
std::vector<HistoryRow> take_early_rows(std::vector<HistoryRow>& rows, std::size_t islands) {
  std::map<std::uint64_t, std::size_t> count;
  for (const HistoryRow& row : rows) ++count[row.generation];
  const auto first = std::stable_partition(rows.begin(), rows.end(), [&](const HistoryRow& row) {
    return count[row.generation] == islands;
  });
  std::vector<HistoryRow> early(first, rows.end());
  rows.erase(first, rows.end());
  return early;
}

}  // namespace moai
